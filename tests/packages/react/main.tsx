import 'conversion-widget/react';
import type { ConversionCalculatorElement, ConversionCalculatorScenario } from 'conversion-widget/react';
import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

// Outside of what renders: another object would be assigned anew, over what was typed.
const scenario: ConversionCalculatorScenario = { rate: { targetRate: 0.05 } };

function Page() {
  const calculator = useRef<ConversionCalculatorElement>(null);
  const [isShown, show] = useState(true);
  const [viewers, setViewers] = useState(10_000);
  const [heard, hear] = useState('nothing');
  const [renders, again] = useState(0);
  useEffect(() => {
    const { dataset } = document.body;
    dataset.mounts = String(Number(dataset.mounts ?? 0) + 1);
  }, []);
  return (
    <main data-renders={renders}>
      <button id="again" onClick={() => again(renders + 1)}>Render again</button>
      <button id="show" onClick={() => show(!isShown)}>Show or hide</button>
      <button id="more" onClick={() => setViewers(20_000)}>Twice as many</button>
      <button id="reset" onClick={() => calculator.current?.reset()}>Reset</button>
      <output id="heard">{heard}</output>
      {isShown && (
        <conversion-calculator
          ref={calculator}
          views="rate"
          viewers={viewers}
          conversions={300}
          target-conversions={50}
          scenario={scenario}
          oncw-change={({ detail }) => {
            if (detail.view === 'rate') hear(String(detail.outcome?.rate));
          }}
        >
          <p>300 of 10,000 people bought: a conversion rate of 3 %.</p>
        </conversion-calculator>
      )}
      <lifetime-value-projector views="value" order-value={40} gross-margin={0.6} retention-rate={0.85} />
    </main>
  );
}

createRoot(document.getElementById('root')!).render(<StrictMode><Page /></StrictMode>);
