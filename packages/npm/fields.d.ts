// Made of the tables in src by tests/native/package; not to be changed by hand.
// Rates are fractions of one, money is net and in one currency, durations are in months.
// In what is assigned, null gives a field back to its attribute, or to its default.

/** A row of `nextSteps`. */
export interface NextStep {
  /** What a row of a list is called. */
  name?: string | null;
  /** The share that goes on from one step to the next. */
  rate?: number | null;
}

/** A row of `entries`. */
export interface Entry {
  /** What a row of a list is called. */
  name?: string | null;
  /** The format of an entry: video, story, newsletter. */
  format?: string | null;
  /** People who saw the content. */
  viewers?: number | null;
  /** How many conversions there were. */
  conversions?: number | null;
  /** What an entry cost. */
  cost?: number | null;
  /** The single posts of an entry. */
  posts?: Post[] | null;
}

/** A row of `variants`. */
export interface Variant {
  /** What a row of a list is called. */
  name?: string | null;
  /** Visitors of a variant. */
  visitors?: number | null;
  /** How many conversions there were. */
  conversions?: number | null;
}

/** A row of `offers`. */
export interface Offer {
  /** What a row of a list is called. */
  name?: string | null;
  /** The share of viewers who order. */
  conversionRate?: number | null;
  /** What the code takes off the price. Default: 0. */
  discountRate?: number | null;
  /** What an order costs the customer before any discount, net of tax. */
  orderValue?: number | null;
  /** What every later order pays. */
  repeatOrderValue?: number | null;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  grossMargin?: number | null;
  /** What a thousand visitors cost. */
  costPerThousand?: number | null;
  /** Who of the customers of an offer stays. */
  retention?: Retention | number | null;
}

/** A row of `marks`. */
export interface Mark {
  /** The view beside which a mark stands; beside all where none is said. */
  view?: string | null;
  /** The published figure. */
  figure?: string | null;
  /** Of what it is a figure: its denominator. */
  of?: string | null;
  /** Who published it. */
  source?: string | null;
  /** Of which year or years it is. */
  year?: string | null;
  /** How far it can be trusted. */
  grade?: string | null;
}

/** One post of an entry. */
export interface Post {
  viewers: number;
  conversions: number;
}

/** Who of the customers stays. */
export interface Retention {
  /** In which way people know who stays. Default: constant. */
  kind?: 'constant' | 'observed' | 'purchases' | null;
  /** The share that orders again, the same in each period. */
  rate?: number | null;
  /** The shares of the customers of time 0 that are there, or buy, in period 1, 2, … */
  shares?: number[] | null;
  /** How long a period is. Default: 1. */
  everyMonths?: number | null;
  /** How many customers the shares are of. */
  customers?: number | null;
}

/** The fields of `rate`. */
export interface RateScenario {
  /** What people did. Default: purchase. */
  action?: 'purchase' | 'newsletterSignup' | 'appDownload' | 'formSubmission' | 'freeTrial' | 'follow' | 'eventRegistration' | 'custom' | null;
  /** What the custom action is called. */
  actionName?: string | null;
  /** People who saw the content. */
  viewers?: number | null;
  /** How many conversions there were. */
  conversions?: number | null;
  /** People who follow the account. */
  followers?: number | null;
  /** Times that the content was shown. */
  impressions?: number | null;
  /** Clicks on the link. */
  clicks?: number | null;
  /** Of what the rate is taken. */
  per?: 'follower' | 'impression' | 'viewer' | 'click' | null;
  /** The confidence level. Default: 0.95. */
  level?: number | null;
  /** The rate that is aimed at. */
  targetRate?: number | null;
  /** The conversions that are aimed at. */
  targetConversions?: number | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `return`. */
export interface ReturnScenario {
  /** What people did. Default: purchase. */
  action?: 'purchase' | 'newsletterSignup' | 'appDownload' | 'formSubmission' | 'freeTrial' | 'follow' | 'eventRegistration' | 'custom' | null;
  /** What the custom action is called. */
  actionName?: string | null;
  /** People who saw the content. */
  viewers?: number | null;
  /** How many conversions there were. */
  conversions?: number | null;
  /** What an order costs the customer before any discount, net of tax. */
  orderValue?: number | null;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  grossMargin?: number | null;
  /** What must happen after the action until money comes in. */
  nextSteps?: NextStep[] | null;
  /** What one conversion is worth. */
  valuePerConversion?: number | null;
  costs?: {
    /** What the creator is paid. Default: 0. */
    fee?: number | null;
    /** Products given away. Default: 0. */
    product?: number | null;
    /** Filming, photographs, travel. Default: 0. */
    production?: number | null;
    /** Rights to use the content elsewhere. Default: 0. */
    rights?: number | null;
    /** An agency or a platform. Default: 0. */
    agency?: number | null;
    /** Advertising that pushed the content. Default: 0. */
    paid?: number | null;
    /** Everything else that was spent. Default: 0. */
    other?: number | null;
  } | null;
  /** What the code takes off the price. Default: 0. */
  discountRate?: number | null;
  /** The share of orders that is sent back. Default: 0. */
  refundRate?: number | null;
  /** The creator's share of what caught orders pay. Default: 0. */
  commissionRate?: number | null;
  /** Payment, packing and shipping of one order. Default: 0. */
  variablePerOrder?: number | null;
  /** The share of orders that come from new customers. Default: 1. */
  newCustomerShare?: number | null;
  /** The share of driven conversions that the code or link caught. Default: 1. */
  tracked?: number | null;
  /** The lowest plausible value of `tracked`. */
  trackedLow?: number | null;
  /** The highest plausible value of `tracked`. */
  trackedHigh?: number | null;
  /** The share of conversions that would not have happened anyway. Default: 1. */
  incremental?: number | null;
  /** The lowest plausible value of `incremental`. */
  incrementalLow?: number | null;
  /** The highest plausible value of `incremental`. */
  incrementalHigh?: number | null;
  holdout?: {
    /** People of a comparable group that did not see the content. */
    viewers?: number | null;
    /** Conversions in the group that did not see the content. */
    conversions?: number | null;
  } | null;
  /** People who follow the account. */
  followers?: number | null;
  /** Times that the content was shown. */
  impressions?: number | null;
  /** Clicks on the link. */
  clicks?: number | null;
  /** Likes, comments, shares and saves. */
  engagements?: number | null;
  /** Of what the rate is taken. */
  per?: 'follower' | 'impression' | 'viewer' | 'click' | null;
  /** The confidence level. Default: 0.95. */
  level?: number | null;
  goal?: {
    /** The result that is fixed. */
    figure?: 'profit' | 'roas' | 'costPerConversion' | 'roi' | null;
    /** How much the result that is fixed is to be. */
    value?: number | null;
    /** The input that is solved for. */
    field?: 'conversions' | 'orderValue' | 'grossMargin' | 'discountRate' | 'refundRate' | 'commissionRate' | 'variablePerOrder' | 'costs.fee' | 'tracked' | 'incremental' | 'valuePerConversion' | null;
  } | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `fee`. */
export interface FeeScenario {
  /** People who saw the content. */
  viewers?: number | null;
  /** People who saw earlier posts. */
  pastViewers?: number | null;
  /** Orders that earlier posts brought. */
  pastConversions?: number | null;
  /** The share of viewers who order. */
  conversionRate?: number | null;
  /** What an order costs the customer before any discount, net of tax. */
  orderValue?: number | null;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  grossMargin?: number | null;
  /** What the creator asks for. */
  fee?: number | null;
  /** Who of the customers stays. */
  retention?: Retention | null;
  /** The share of viewers who click. */
  clickRate?: number | null;
  /** The share of clicks that end in an order. */
  clickConversion?: number | null;
  /** What every later order pays. */
  repeatOrderValue?: number | null;
  /** How soon an offer or a fee should pay. Default: 12. */
  paybackMonths?: number | null;
  /** How far ahead orders count. Default: 36. */
  horizonMonths?: number | null;
  /** The effective rate at which later money is worth less, a year. Default: 0.1. */
  annualDiscountRate?: number | null;
  /** All that is spent beside the fee. Default: 0. */
  otherCosts?: number | null;
  /** What the code takes off the price. Default: 0. */
  discountRate?: number | null;
  /** The share of orders that is sent back. Default: 0. */
  refundRate?: number | null;
  /** The creator's share of what caught orders pay. Default: 0. */
  commissionRate?: number | null;
  /** Payment, packing and shipping of one order. Default: 0. */
  variablePerOrder?: number | null;
  /** The share of orders that come from new customers. Default: 1. */
  newCustomerShare?: number | null;
  /** The share of driven conversions that the code or link caught. Default: 1. */
  tracked?: number | null;
  /** The share of conversions that would not have happened anyway. Default: 1. */
  incremental?: number | null;
  /** The confidence level. Default: 0.95. */
  level?: number | null;
  feeGoal?: {
    /** The result of `fee` that is fixed. */
    figure?: 'maxFee' | 'maxFeePayback' | 'maxFeeFirstOrder' | 'paybackMonth' | null;
    /** How much the result of `fee` is to be. */
    value?: number | null;
    /** The input of `fee` that is solved for. */
    field?: 'viewers' | 'conversionRate' | 'orderValue' | 'repeatOrderValue' | 'grossMargin' | 'retention.rate' | 'discountRate' | 'refundRate' | 'commissionRate' | 'variablePerOrder' | 'newCustomerShare' | 'tracked' | 'incremental' | 'otherCosts' | 'fee' | null;
  } | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `compare`. */
export interface CompareScenario {
  /** Creators, formats or offers that are compared. */
  entries?: Entry[] | null;
  /** What one conversion is worth. */
  valuePerConversion?: number | null;
  /** The rate that is expected before any figures are seen. */
  priorMean?: number | null;
  /** How many viewers that expectation is worth. */
  priorWeight?: number | 'fitted' | null;
  /** The confidence level. Default: 0.95. */
  level?: number | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `splitTest`. */
export interface SplitTestScenario {
  /** The variants of a test, the control first. */
  variants?: Variant[] | null;
  /** How visitors were to be divided among the variants. */
  plannedShares?: number[] | null;
  /** The risk of seeing a difference where there is none. Default: 0.05. */
  alpha?: number | null;
  /** How often the test is looked at until the decision. Default: 1. */
  looks?: number | null;
  /** Whether the number of looks was fixed before the start. Default: true. */
  looksFixed?: boolean | null;
  /** The rate that is expected before any figures are seen. */
  priorMean?: number | null;
  /** How many viewers that expectation is worth. */
  priorWeight?: number | 'fitted' | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `plan`. */
export interface PlanScenario {
  /** The rate of the control. */
  baselineRate?: number | null;
  /** The difference that the test is to find. */
  effect?: number | null;
  /** Whether the effect is a part of the baseline or added to it. Default: relative. */
  effectKind?: 'relative' | 'absolute' | null;
  /** Visitors a day, of all variants together. */
  dailyVisitors?: number | null;
  /** What a thousand visitors cost. */
  costPerThousand?: number | null;
  /** Visitors of each variant. */
  visitorsPerVariant?: number | null;
  /** The number of variants, the control included. Default: 2. */
  variantCount?: number | null;
  /** The risk of seeing a difference where there is none. Default: 0.05. */
  alpha?: number | null;
  /** The chance of finding the effect when it is there. Default: 0.8. */
  power?: number | null;
  /** Whether a difference counts in one direction or in both. Default: 2. */
  sides?: number | null;
  planGoal?: {
    /** The result of the plan that is fixed. */
    figure?: 'cost' | 'days' | 'total' | null;
    /** How much the result of the plan is to be. */
    value?: number | null;
    /** The input of the plan that is solved for. */
    field?: 'effect' | 'power' | 'visitorsPerVariant' | 'baselineRate' | 'alpha' | 'dailyVisitors' | 'costPerThousand' | null;
  } | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `value`. */
export interface ValueScenario {
  /** What an order costs the customer before any discount, net of tax. */
  orderValue?: number | null;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  grossMargin?: number | null;
  /** What it cost to win a customer. */
  acquisitionCost?: number | null;
  /** Who of the customers stays. */
  retention?: Retention | null;
  /** How far ahead orders count. Default: 36. */
  horizonMonths?: number | null;
  /** The effective rate at which later money is worth less, a year. Default: 0.1. */
  annualDiscountRate?: number | null;
  /** What every later order pays. */
  repeatOrderValue?: number | null;
  /** The share of orders that is sent back. Default: 0. */
  refundRate?: number | null;
  /** What it costs to serve one order. Default: 0. */
  servicePerOrder?: number | null;
  /** The confidence level. Default: 0.95. */
  level?: number | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The fields of `tradeOff`. */
export interface TradeOffScenario {
  /** Offers that convert differently and keep customers differently. */
  offers?: Offer[] | null;
  /** How far ahead orders count. Default: 36. */
  horizonMonths?: number | null;
  /** How soon an offer or a fee should pay. Default: 12. */
  paybackMonths?: number | null;
  retention?: {
    /** How long a period is. Default: 1. */
    everyMonths?: number | null;
  } | null;
  /** The effective rate at which later money is worth less, a year. Default: 0.1. */
  annualDiscountRate?: number | null;
  /** Published figures that the page puts beside a result, instead of ours. */
  marks?: Mark[] | null;
}

/** The scenario of `<conversion-calculator>`, whole or in part. */
export interface ConversionCalculatorScenario {
  /** An ISO 4217 code. */
  currency?: string | null;
  /** The view that is shown. */
  view?: 'rate' | 'return' | 'fee' | 'compare' | 'splitTest' | 'plan' | null;
  rate?: RateScenario | null;
  return?: ReturnScenario | null;
  fee?: FeeScenario | null;
  compare?: CompareScenario | null;
  splitTest?: SplitTestScenario | null;
  plan?: PlanScenario | null;
}

/** The scenario of `<lifetime-value-projector>`, whole or in part. */
export interface LifetimeValueProjectorScenario {
  /** An ISO 4217 code. */
  currency?: string | null;
  /** The view that is shown. */
  view?: 'value' | 'tradeOff' | null;
  value?: ValueScenario | null;
  tradeOff?: TradeOffScenario | null;
}

/** A number in an attribute: with a point, whatever the language. */
export type Numeric = number | `${number}`;

/** The attributes of `<conversion-calculator>`. */
export interface ConversionCalculatorAttributes {
  /** Which views, in order, divided by blanks; one needs no tabs. */
  views?: string;
  /** Which inputs stand in front, in order, divided by blanks; the others open from one line. */
  fields?: string;
  /** The heading of the card. */
  label?: string;
  /** The language of numbers; else that around the element, else the browser's. */
  lang?: string;
  /** An ISO 4217 code. */
  currency?: string;
  /** The looks; auto follows the page. Default: auto. */
  theme?: 'auto' | 'light' | 'dark';
  /** Whether it waits until it comes near the viewport. Default: lazy. */
  loading?: 'lazy' | 'eager';
  /** Whether a frame may stand in where the page's policy forbids the module. Default: auto. */
  frame?: 'auto' | 'always' | 'never';
  /** Where links to a result lead: a page that shows the widget; else the site that its files come from. */
  'share-url'?: string;
  /** What people did. Default: purchase. */
  action?: 'purchase' | 'newsletterSignup' | 'appDownload' | 'formSubmission' | 'freeTrial' | 'follow' | 'eventRegistration' | 'custom';
  /** What the custom action is called. */
  'action-name'?: string;
  /** People who saw the content. */
  viewers?: Numeric;
  /** How many conversions there were. */
  conversions?: Numeric;
  /** People who follow the account. */
  followers?: Numeric;
  /** Times that the content was shown. */
  impressions?: Numeric;
  /** Clicks on the link. */
  clicks?: Numeric;
  /** Of what the rate is taken. */
  per?: 'follower' | 'impression' | 'viewer' | 'click';
  /** The confidence level. Default: 0.95. */
  level?: Numeric;
  /** The rate that is aimed at. */
  'target-rate'?: Numeric;
  /** The conversions that are aimed at. */
  'target-conversions'?: Numeric;
  /** What an order costs the customer before any discount, net of tax. */
  'order-value'?: Numeric;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  'gross-margin'?: Numeric;
  /** What one conversion is worth. */
  'value-per-conversion'?: Numeric;
  /** What the creator is paid. Default: 0. */
  'costs-fee'?: Numeric;
  /** Products given away. Default: 0. */
  'costs-product'?: Numeric;
  /** Filming, photographs, travel. Default: 0. */
  'costs-production'?: Numeric;
  /** Rights to use the content elsewhere. Default: 0. */
  'costs-rights'?: Numeric;
  /** An agency or a platform. Default: 0. */
  'costs-agency'?: Numeric;
  /** Advertising that pushed the content. Default: 0. */
  'costs-paid'?: Numeric;
  /** Everything else that was spent. Default: 0. */
  'costs-other'?: Numeric;
  /** What the code takes off the price. Default: 0. */
  'discount-rate'?: Numeric;
  /** The share of orders that is sent back. Default: 0. */
  'refund-rate'?: Numeric;
  /** The creator's share of what caught orders pay. Default: 0. */
  'commission-rate'?: Numeric;
  /** Payment, packing and shipping of one order. Default: 0. */
  'variable-per-order'?: Numeric;
  /** The share of orders that come from new customers. Default: 1. */
  'new-customer-share'?: Numeric;
  /** The share of driven conversions that the code or link caught. Default: 1. */
  tracked?: Numeric;
  /** The lowest plausible value of `tracked`. */
  'tracked-low'?: Numeric;
  /** The highest plausible value of `tracked`. */
  'tracked-high'?: Numeric;
  /** The share of conversions that would not have happened anyway. Default: 1. */
  incremental?: Numeric;
  /** The lowest plausible value of `incremental`. */
  'incremental-low'?: Numeric;
  /** The highest plausible value of `incremental`. */
  'incremental-high'?: Numeric;
  /** People of a comparable group that did not see the content. */
  'holdout-viewers'?: Numeric;
  /** Conversions in the group that did not see the content. */
  'holdout-conversions'?: Numeric;
  /** Likes, comments, shares and saves. */
  engagements?: Numeric;
  /** The result that is fixed. */
  'goal-figure'?: 'profit' | 'roas' | 'costPerConversion' | 'roi';
  /** How much the result that is fixed is to be. */
  'goal-value'?: Numeric;
  /** The input that is solved for. */
  'goal-field'?: 'conversions' | 'orderValue' | 'grossMargin' | 'discountRate' | 'refundRate' | 'commissionRate' | 'variablePerOrder' | 'costs.fee' | 'tracked' | 'incremental' | 'valuePerConversion';
  /** People who saw earlier posts. */
  'past-viewers'?: Numeric;
  /** Orders that earlier posts brought. */
  'past-conversions'?: Numeric;
  /** The share of viewers who order. */
  'conversion-rate'?: Numeric;
  /** What the creator asks for. */
  fee?: Numeric;
  /** In which way people know who stays. Default: constant. */
  'retention-kind'?: 'constant' | 'observed' | 'purchases';
  /** The share that orders again, the same in each period. */
  'retention-rate'?: Numeric;
  /** How many customers the shares are of. */
  'retention-customers'?: Numeric;
  /** The share of viewers who click. */
  'click-rate'?: Numeric;
  /** The share of clicks that end in an order. */
  'click-conversion'?: Numeric;
  /** How long a period is. Default: 1. */
  'retention-every-months'?: Numeric;
  /** What every later order pays. */
  'repeat-order-value'?: Numeric;
  /** How soon an offer or a fee should pay. Default: 12. */
  'payback-months'?: Numeric;
  /** How far ahead orders count. Default: 36. */
  'horizon-months'?: Numeric;
  /** The effective rate at which later money is worth less, a year. Default: 0.1. */
  'annual-discount-rate'?: Numeric;
  /** All that is spent beside the fee. Default: 0. */
  'other-costs'?: Numeric;
  /** The result of `fee` that is fixed. */
  'fee-goal-figure'?: 'maxFee' | 'maxFeePayback' | 'maxFeeFirstOrder' | 'paybackMonth';
  /** How much the result of `fee` is to be. */
  'fee-goal-value'?: Numeric;
  /** The input of `fee` that is solved for. */
  'fee-goal-field'?: 'viewers' | 'conversionRate' | 'orderValue' | 'repeatOrderValue' | 'grossMargin' | 'retention.rate' | 'discountRate' | 'refundRate' | 'commissionRate' | 'variablePerOrder' | 'newCustomerShare' | 'tracked' | 'incremental' | 'otherCosts' | 'fee';
  /** The rate that is expected before any figures are seen. */
  'prior-mean'?: Numeric;
  /** How many viewers that expectation is worth. */
  'prior-weight'?: Numeric | 'fitted';
  /** The risk of seeing a difference where there is none. Default: 0.05. */
  alpha?: Numeric;
  /** How often the test is looked at until the decision. Default: 1. */
  looks?: Numeric;
  /** Whether the number of looks was fixed before the start. Default: true. */
  'looks-fixed'?: 'true' | 'false';
  /** The rate of the control. */
  'baseline-rate'?: Numeric;
  /** The difference that the test is to find. */
  effect?: Numeric;
  /** Whether the effect is a part of the baseline or added to it. Default: relative. */
  'effect-kind'?: 'relative' | 'absolute';
  /** Visitors a day, of all variants together. */
  'daily-visitors'?: Numeric;
  /** What a thousand visitors cost. */
  'cost-per-thousand'?: Numeric;
  /** Visitors of each variant. */
  'visitors-per-variant'?: Numeric;
  /** The number of variants, the control included. Default: 2. */
  'variant-count'?: Numeric;
  /** The chance of finding the effect when it is there. Default: 0.8. */
  power?: Numeric;
  /** Whether a difference counts in one direction or in both. Default: 2. */
  sides?: Numeric;
  /** The result of the plan that is fixed. */
  'plan-goal-figure'?: 'cost' | 'days' | 'total';
  /** How much the result of the plan is to be. */
  'plan-goal-value'?: Numeric;
  /** The input of the plan that is solved for. */
  'plan-goal-field'?: 'effect' | 'power' | 'visitorsPerVariant' | 'baselineRate' | 'alpha' | 'dailyVisitors' | 'costPerThousand';
}

/** The attributes of `<lifetime-value-projector>`. */
export interface LifetimeValueProjectorAttributes {
  /** Which views, in order, divided by blanks; one needs no tabs. */
  views?: string;
  /** Which inputs stand in front, in order, divided by blanks; the others open from one line. */
  fields?: string;
  /** The heading of the card. */
  label?: string;
  /** The language of numbers; else that around the element, else the browser's. */
  lang?: string;
  /** An ISO 4217 code. */
  currency?: string;
  /** The looks; auto follows the page. Default: auto. */
  theme?: 'auto' | 'light' | 'dark';
  /** Whether it waits until it comes near the viewport. Default: lazy. */
  loading?: 'lazy' | 'eager';
  /** Whether a frame may stand in where the page's policy forbids the module. Default: auto. */
  frame?: 'auto' | 'always' | 'never';
  /** Where links to a result lead: a page that shows the widget; else the site that its files come from. */
  'share-url'?: string;
  /** What an order costs the customer before any discount, net of tax. */
  'order-value'?: Numeric;
  /** The share of the undiscounted price that is left after the cost of the goods. */
  'gross-margin'?: Numeric;
  /** What it cost to win a customer. */
  'acquisition-cost'?: Numeric;
  /** In which way people know who stays. Default: constant. */
  'retention-kind'?: 'constant' | 'observed' | 'purchases';
  /** The share that orders again, the same in each period. */
  'retention-rate'?: Numeric;
  /** How many customers the shares are of. */
  'retention-customers'?: Numeric;
  /** How long a period is. Default: 1. */
  'retention-every-months'?: Numeric;
  /** How far ahead orders count. Default: 36. */
  'horizon-months'?: Numeric;
  /** The effective rate at which later money is worth less, a year. Default: 0.1. */
  'annual-discount-rate'?: Numeric;
  /** What every later order pays. */
  'repeat-order-value'?: Numeric;
  /** The share of orders that is sent back. Default: 0. */
  'refund-rate'?: Numeric;
  /** What it costs to serve one order. Default: 0. */
  'service-per-order'?: Numeric;
  /** The confidence level. Default: 0.95. */
  level?: Numeric;
  /** How soon an offer or a fee should pay. Default: 12. */
  'payback-months'?: Numeric;
}

/** Why the value of a field cannot be used. */
export type ErrorCode =
  | 'missing'
  | 'notANumber'
  | 'percent'
  | 'notWhole'
  | 'outOfRange'
  | 'rising'
  | 'notAChoice'
  | 'notText'
  | 'tooLong'
  | 'notAList'
  | 'notPosts'
  | 'tooFew'
  | 'tooMany'
  | 'duplicate'
  | 'notTheSum'
  | 'notWholeInSum'
  | 'notAsMany'
  | 'notZero'
  | 'impossible'
  | 'above'
  | 'below';
