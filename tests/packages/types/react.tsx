// The same in JSX.

import 'conversion-widget/react';

export const right = (
  <conversion-calculator
    className="card" views="rate return" viewers={10_000} order-value="60" theme="dark" style={{ minHeight: 620 }}
    scenario={{ rate: { viewers: 5 } }} oncw-change={({ detail }) => detail.errors} onClick={({ clientX }) => clientX}
    ref={(element) => element?.reset()}
  >
    <p>3 %</p>
  </conversion-calculator>
);

export const wrong = [
  // @ts-expect-error No number.
  <conversion-calculator key={1} viewers="many" />,
  // @ts-expect-error No such attribute.
  <conversion-calculator key={2} visitors={5} />,
  // @ts-expect-error No such theme.
  <lifetime-value-projector key={3} theme="blue" />,
  // @ts-expect-error Of the other element.
  <lifetime-value-projector key={4} scenario={{ rate: { viewers: 5 } }} />,
  // @ts-expect-error A number has no code.
  <lifetime-value-projector key={5} oncw-resize={({ detail }) => detail.code} />,
];
