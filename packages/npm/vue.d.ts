// Types for the templates of Vue 3.

import type { HTMLAttributes, VNodeProps } from 'vue';
import type {
  ConversionCalculatorAttributes, ConversionCalculatorResult, ConversionCalculatorScenario,
  LifetimeValueProjectorAttributes, LifetimeValueProjectorResult, LifetimeValueProjectorScenario, WidgetEventMap,
} from './index.js';

export type * from './index.js';

// Vue's templates are checked by the names of properties, whatever way they are written.
type Camel<Name extends string> = Name extends `${infer Start}-${infer Rest}` ? `${Start}${Capitalize<Camel<Rest>>}` : Name;

type Listeners<Result> = {
  [Type in keyof WidgetEventMap<Result> as `on${Capitalize<Camel<Type>>}`]?: (event: WidgetEventMap<Result>[Type]) => void;
};

type Props<Attributes, Scenario, Result> =
  { [Name in keyof Attributes as Camel<Name & string>]: Attributes[Name] }
  & Listeners<Result> & Omit<HTMLAttributes, keyof Attributes> & VNodeProps & { scenario?: Scenario };

declare module 'vue' {
  interface GlobalComponents {
    'conversion-calculator': new () => {
      $props: Props<ConversionCalculatorAttributes, ConversionCalculatorScenario, ConversionCalculatorResult>;
    };
    'lifetime-value-projector': new () => {
      $props: Props<LifetimeValueProjectorAttributes, LifetimeValueProjectorScenario, LifetimeValueProjectorResult>;
    };
  }
}
