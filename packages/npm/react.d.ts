// JSX types for React 19.

import type { ClassAttributes, HTMLAttributes } from 'react';
import type {
  ConversionCalculatorAttributes, ConversionCalculatorElement, ConversionCalculatorResult, ConversionCalculatorScenario,
  LifetimeValueProjectorAttributes, LifetimeValueProjectorElement, LifetimeValueProjectorResult,
  LifetimeValueProjectorScenario, WidgetEventMap,
} from './index.js';

export type * from './index.js';

type Listeners<Result> = {
  [Type in keyof WidgetEventMap<Result> as `on${Type}`]?: (event: WidgetEventMap<Result>[Type]) => void;
};

type Props<Element, Attributes, Scenario, Result> =
  Attributes & Listeners<Result> & Omit<HTMLAttributes<Element>, keyof Attributes> & ClassAttributes<Element> & {
    /** Assigned whenever it is another object, and counts as typed: keep it outside of what renders. */
    scenario?: Scenario;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'conversion-calculator': Props<
        ConversionCalculatorElement, ConversionCalculatorAttributes, ConversionCalculatorScenario, ConversionCalculatorResult
      >;
      'lifetime-value-projector': Props<
        LifetimeValueProjectorElement, LifetimeValueProjectorAttributes, LifetimeValueProjectorScenario,
        LifetimeValueProjectorResult
      >;
    }
  }
}
