// The elements as TypeScript knows them. Fields and outcomes are made of the tables that the widget itself has.

import type {
  ConversionCalculatorScenario, ErrorCode, LifetimeValueProjectorScenario,
} from './fields.js';
import type {
  CompareOutcome, FeeOutcome, PlanOutcome, RateOutcome, ReturnOutcome, SplitTestOutcome, TradeOffOutcome, ValueOutcome,
} from './outcomes.js';

export type * from './fields.js';
export type * from './outcomes.js';

/** Why a value cannot be used, and where it stands: `viewers`, `costs.fee`, `entries.0.conversions`. */
export interface FieldError {
  field: string;
  code: ErrorCode;
  /** The smallest value. */
  min?: number;
  /** The largest value, or the most rows or characters. */
  max?: number;
  /** Whether the bounds themselves are outside. */
  open?: true;
  /** So many are wanted. */
  wanted?: number;
  /** The other field that contradicts this one. */
  other?: string;
}

interface ResultOf<View extends string, Outcome, Scenario> {
  schema: 1;
  version: string;
  view: View;
  /** All inputs, those of the other views too. */
  scenario: Scenario;
  /** Null as long as an input is not valid. */
  outcome: Outcome | null;
  errors: FieldError[];
}

type Calculated<View extends string, Outcome> = ResultOf<View, Outcome, ConversionCalculatorScenario>;
type Projected<View extends string, Outcome> = ResultOf<View, Outcome, LifetimeValueProjectorScenario>;

/** What `<conversion-calculator>` has found; `view` tells which outcome it is. */
export type ConversionCalculatorResult =
  | Calculated<'rate', RateOutcome>
  | Calculated<'return', ReturnOutcome>
  | Calculated<'fee', FeeOutcome>
  | Calculated<'compare', CompareOutcome>
  | Calculated<'splitTest', SplitTestOutcome>
  | Calculated<'plan', PlanOutcome>;

/** What `<lifetime-value-projector>` has found; `view` tells which outcome it is. */
export type LifetimeValueProjectorResult =
  | Projected<'value', ValueOutcome>
  | Projected<'tradeOff', TradeOffOutcome>;

/** What `cw-error` says. */
export type WidgetErrorCode =
  | 'wasm-blocked' | 'wasm-unsupported' | 'network' | 'integrity' | 'crash' | 'bad-attribute' | 'frame-blocked';

/** The events of an element with such a result; all bubble. */
export interface WidgetEventMap<Result> {
  /** It is drawn. */
  'cw-ready': CustomEvent<Result>;
  /** The reader has changed something. */
  'cw-input': CustomEvent<Result>;
  /** The reader has settled on a value. */
  'cw-change': CustomEvent<Result>;
  /** Something is wrong. A handler that prevents the default keeps it off the console. */
  'cw-error': CustomEvent<{ code: WidgetErrorCode; message: string }>;
  /** It has another height. */
  'cw-resize': CustomEvent<{ height: number }>;
}

interface WidgetElement<Scenario, Result> extends HTMLElement {
  /** All inputs; null before it is ready. */
  get scenario(): Scenario | null;
  /** What is assigned merges and counts as typed. Lists are replaced; null gives a field back. */
  set scenario(part: Scenario);
  /** Inputs, outcome and errors of the view that is shown; null before it is ready. */
  readonly result: Result | null;
  /** Resolves when it is known how it ends, and never rejects. Below the viewport it waits. */
  readonly ready: Promise<'ready' | 'frame' | 'failed'>;
  readonly state: 'idle' | 'waiting' | 'loading' | 'ready' | 'frame' | 'failed';
  /** Takes back what was typed or assigned. */
  reset(): void;

  addEventListener<Type extends keyof WidgetEventMap<Result>>(
    type: Type, listener: (this: this, event: WidgetEventMap<Result>[Type]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type, listener: (this: HTMLElement, event: HTMLElementEventMap[Type]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;

  removeEventListener<Type extends keyof WidgetEventMap<Result>>(
    type: Type, listener: (this: this, event: WidgetEventMap<Result>[Type]) => unknown, options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type, listener: (this: HTMLElement, event: HTMLElementEventMap[Type]) => unknown, options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** `<conversion-calculator>` */
export interface ConversionCalculatorElement extends WidgetElement<ConversionCalculatorScenario, ConversionCalculatorResult> {}

/** `<lifetime-value-projector>` */
export interface LifetimeValueProjectorElement extends WidgetElement<LifetimeValueProjectorScenario, LifetimeValueProjectorResult> {}

declare global {
  interface HTMLElementTagNameMap {
    'conversion-calculator': ConversionCalculatorElement;
    'lifetime-value-projector': LifetimeValueProjectorElement;
  }
  // They bubble, so that a page can listen anywhere.
  interface GlobalEventHandlersEventMap extends WidgetEventMap<ConversionCalculatorResult | LifetimeValueProjectorResult> {}
}
