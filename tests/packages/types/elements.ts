// What is right compiles, and what is wrong does not. Nothing here is ever run.

import 'conversion-widget';
import type {
  ConversionCalculatorAttributes, ConversionCalculatorElement, ErrorCode, LifetimeValueProjectorScenario, NoteCode,
} from 'conversion-widget';
import { define } from 'conversion-widget/define';
import manifest from 'conversion-widget/custom-elements.json' with { type: 'json' };

define({ folder: '/calculator/' });
// @ts-expect-error An address is a text.
define({ folder: 5 });

const tag: string = manifest.modules[0].declarations[0].tagName;
const calculator: ConversionCalculatorElement = document.createElement('conversion-calculator');
const projector = document.querySelector('lifetime-value-projector')!;

calculator.scenario = { rate: { viewers: 20_000, per: 'click', targetRate: null } };
calculator.scenario = { return: { costs: { fee: 500 }, nextSteps: [{ name: 'Buys', rate: 0.2 }] } };
calculator.scenario = { view: 'compare', compare: { priorWeight: 'fitted', entries: [
  { name: 'Maya', viewers: 100, conversions: 3, posts: [{ viewers: 100, conversions: 3 }] },
] } };
projector.scenario = { value: { retention: { kind: 'observed', shares: [0.8, 0.7], everyMonths: 3 } } };
projector.scenario = { tradeOff: { offers: [{ name: '35% off', retention: 0.7 }] } };
// @ts-expect-error No such field.
calculator.scenario = { rate: { visitors: 5 } };
// @ts-expect-error A number.
calculator.scenario = { rate: { viewers: 'many' } };
// @ts-expect-error No such choice.
calculator.scenario = { rate: { per: 'share' } };
// @ts-expect-error A view of the other element.
calculator.scenario = { value: { orderValue: 5 } };
// @ts-expect-error There is always a scenario to assign.
projector.scenario = null;
// @ts-expect-error It may not be there yet.
projector.scenario.currency;
const read: LifetimeValueProjectorScenario | null = projector.scenario;
const fee: number | null | undefined = calculator.scenario?.return?.costs?.fee;

const { result } = calculator;
if (result?.view === 'rate' && result.outcome) {
  const { rate, oneIn, rates } = result.outcome;
  const low: number = rates.perClick ? rates.perClick.low : rate;
  // @ts-expect-error Nobody may have converted.
  const once: number = oneIn;
}
if (result?.view === 'compare') {
  const verdict: 'leader' | 'leaning' | 'sameInPractice' | 'tooEarly' | undefined = result.outcome?.verdict;
  // @ts-expect-error Of another view.
  result.outcome?.oneIn;
}
const codes: ErrorCode[] = result?.errors.map(({ code }) => code) ?? [];
const notes: NoteCode[] = result?.outcome?.notes.map(({ code }) => code) ?? [];
// @ts-expect-error Nobody else writes it.
calculator.result = null;

const ended: 'ready' | 'frame' | 'failed' = await calculator.ready;
calculator.reset();
// @ts-expect-error No such state.
calculator.state === 'done';

calculator.addEventListener('cw-change', ({ detail }) => {
  const view: 'rate' | 'return' | 'fee' | 'compare' | 'splitTest' | 'plan' = detail.view;
});
calculator.addEventListener('cw-error', (event) => {
  event.preventDefault();
  const isBlocked: boolean = event.detail.code === 'wasm-blocked';
  // @ts-expect-error No such code.
  event.detail.code === 'teapot';
});
calculator.addEventListener('click', (event) => event.clientX);
document.addEventListener('cw-resize', ({ detail }) => detail.height.toFixed());
// @ts-expect-error It carries no result.
projector.addEventListener('cw-resize', ({ detail }) => detail.outcome);

const attributes: ConversionCalculatorAttributes = {
  viewers: '10000', conversions: 300, theme: 'dark', 'costs-fee': 500, 'prior-weight': 'fitted', 'looks-fixed': 'false',
};
// @ts-expect-error No number.
const many: ConversionCalculatorAttributes = { viewers: 'many' };
// @ts-expect-error Frameworks leave it out where it is false.
const fixed: ConversionCalculatorAttributes = { 'looks-fixed': false };

export { attributes, codes, ended, fee, fixed, many, notes, read, tag };
