// Made of the tables in src by tests/native/package; not to be changed by hand.
// What is not defined, such as a ratio to nothing, is null. Nothing is rounded.

/** What is unusual, and leaves the figures as they are. */
export type NoteCode =
  | 'conversionsAboveClicks'
  | 'clicksAboveViewers'
  | 'perClick'
  | 'marginBelowDiscount'
  | 'holdoutReplaces'
  | 'holdoutOpen'
  | 'breakEvenBeyondCount'
  | 'customAsOrder'
  | 'valueAside'
  | 'fitConstantRate'
  | 'fitFirstOnly'
  | 'fitNoLoss'
  | 'rateNotTold'
  | 'tinyShares'
  | 'firstShareWhole'
  | 'purchasesContinued'
  | 'noRepeat'
  | 'laterLoses'
  | 'ordersAside'
  | 'sharesInProportion'
  | 'wholeWeeks'
  | 'effectAside'
  | 'smallCounts'
  | 'eachAtAnyTime'
  | 'priorNotFitted'
  | 'priorPooled'
  | 'priorMeanAside'
  | 'pastWins'
  | 'clicksWin';

/** A note, and the fields that it is about. */
export interface Note {
  code: NoteCode;
  fields: string[];
}

/** The outcome of `rate`. */
export interface RateOutcome {
  /** Conversions as a fraction of the chosen count. */
  rate: number;
  /** The lower end of its Wilson interval. */
  low: number;
  /** The upper end. */
  high: number;
  /** One conversion in so many. */
  oneIn: number | null;
  /** Those who did not convert. */
  notConverting: number;
  /** The rate of every count that was given. */
  rates: {
    perFollower: {
      rate: number;
      low: number;
      high: number;
    } | null;
    perImpression: {
      rate: number;
      low: number;
      high: number;
    } | null;
    perViewer: {
      rate: number;
      low: number;
      high: number;
    } | null;
    perClick: {
      rate: number;
      low: number;
      high: number;
    } | null;
  };
  /** Clicks per viewer. */
  clickThrough: number | null;
  /** Clicks per impression. */
  clickThroughPerImpression: number | null;
  /** The conversions that the target rate needs. */
  conversionsNeeded: number | null;
  /** The count for which the conversions meet the target rate. */
  countNeeded: number | null;
  /** The count that the target conversions need. */
  countForTarget: number | null;
  /** The same at the upper end of the interval. */
  countForTargetLow: number | null;
  /** The same at the lower end of the interval. */
  countForTargetHigh: number | null;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `return`. */
export interface ReturnOutcome {
  /** Contribution less all other costs. */
  profit: number;
  /** At the worst ends of what was tracked and incremental. */
  profitLow: number;
  /** At the best ends. */
  profitHigh: number;
  /** If the same post ran again, by the chance in its orders. */
  nextProfitLow: number;
  nextProfitHigh: number;
  /** Profit over cost; 0 is break-even. */
  roi: number | null;
  /** Revenue over cost. */
  roas: number | null;
  /** The `roas` at which profit is 0. */
  breakEvenRoas: number | null;
  /** The share that would not have happened anyway, as typed or by the hold-out. */
  incremental: number;
  incrementalLow: number;
  incrementalHigh: number;
  /** The orders that the post drove. */
  orders: number | null;
  /** What they paid. */
  revenue: number | null;
  /** The creator's commission. */
  commission: number | null;
  /** What is left of revenue before the other costs. */
  contribution: number;
  /** All that was spent, commission included. */
  cost: number;
  /** Cost of a conversion as counted. */
  costPerConversion: number | null;
  /** Cost of a driven order. */
  costPerOrder: number | null;
  costPerNewCustomer: number | null;
  costPerClick: number | null;
  costPerEngagement: number | null;
  /** Per 1,000 impressions, else viewers. */
  costPerThousand: number | null;
  /** The whole number of conversions at which profit is 0. */
  breakEvenConversions: number | null;
  /** The same as a fraction of the chosen count. */
  breakEvenRate: number | null;
  /** The value of one input at which profit changes its sign. */
  flip: {
    tracked: number | null;
    incremental: number | null;
    grossMargin: number | null;
    orderValue: number | null;
  };
  /** What came of the goal: the field solved for, and its value. */
  solved: {
    field: string;
    value: number | null;
  } | null;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `fee`. */
export interface FeeOutcome {
  /** The fee that first orders pay; below 0 no fee pays. */
  maxFeeFirstOrder: number;
  maxFeeFirstOrderLow: number | null;
  maxFeeFirstOrderHigh: number | null;
  /** The fee that comes back within `paybackMonths`. */
  maxFeePayback: number;
  maxFeePaybackLow: number | null;
  maxFeePaybackHigh: number | null;
  /** The fee that pays within the horizon. */
  maxFee: number;
  /** At the lower end of the conversion rate, where that was counted. */
  maxFeeLow: number | null;
  maxFeeHigh: number | null;
  /** What a conversion may cost at the highest fee. */
  maxCostPerConversion: number | null;
  /** The commission at which the fee asked for is the highest. */
  maxCommissionRate: number | null;
  /** The order month that covers fee and other costs. */
  paybackMonth: number | null;
  /** The share of viewers who order, from what was given. */
  conversionRate: number;
  /** Orders that the code or link will catch. */
  caughtOrders: number;
  /** Orders that the post will drive. */
  orders: number;
  /** What a first order leaves. */
  firstOrder: number;
  /** What a driven order brings, later ones included. */
  valuePerOrder: number;
  /** What came of the goal: the field solved for, and its value. */
  solved: {
    field: string;
    value: number | null;
  } | null;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `compare`. */
export interface CompareOutcome {
  /** How sure the best one is. */
  verdict: 'leader' | 'leaning' | 'sameInPractice' | 'tooEarly';
  /** The place of the entry with the highest chance to be best. */
  best: number;
  /** The place of the one that is probably cheapest. */
  bestBuy: number | null;
  /** Further viewers that would tell the two best apart. */
  viewersNeeded: number | null;
  /** How alike viewers of one post are; null where it cannot be estimated. */
  correlation: number | null;
  /** Whether the rates differ at all. */
  heterogeneity: {
    chiSquare: number;
    df: number;
    p: number;
    approximate: boolean;
  } | null;
  /** What was expected beforehand, as it was used. */
  prior: {
    mean: number;
    /** Null where a fitted prior outweighs everything. */
    weight: number | null;
  };
  /** Sums, and ratios of sums. */
  totals: {
    viewers: number;
    conversions: number;
    rate: number;
    cost: number | null;
    costPerConversion: number | null;
  };
  /** In the order of the scenario. */
  entries: Array<{
    name: string;
    format: string;
    /** As how many viewers it counts, posts being alike. */
    effectiveViewers: number;
    rate: number;
    low: number;
    high: number;
    /** The rate to expect. */
    shrunkRate: number;
    credibleLow: number;
    credibleHigh: number;
    /** The chance that its rate is the highest. */
    chanceBest: number;
    /** What choosing it gives away on average. */
    expectedLoss: number;
    /** The same in money per 1,000 viewers. */
    expectedLossMoney: number | null;
    costPerConversion: number | null;
    costPerConversionLow: number | null;
    costPerConversionHigh: number | null;
    chanceCheapest: number | null;
  }>;
  /** All pairs, by their places. */
  pairs: Array<{
    a: number;
    b: number;
    difference: number;
    low: number;
    high: number;
    p: number;
    /** By Holm, over all pairs. */
    adjustedP: number;
  }>;
  /** Pairs that turn round when formats are pooled. */
  reversals: Array<{
    a: number;
    b: number;
    certain: boolean;
  }>;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `splitTest`. */
export interface SplitTestOutcome {
  verdict: 'brokenSplit' | 'better' | 'worse' | 'noDifferenceYet';
  /** Each against the first, of which everything is null. */
  variants: Array<{
    verdict: ('better' | 'worse' | 'noDifferenceYet') | null;
    /** How much higher its rate is. */
    difference: number | null;
    differenceLow: number | null;
    differenceHigh: number | null;
    /** The same as a fraction of the control's rate. */
    lift: number | null;
    liftLow: number | null;
    liftHigh: number | null;
    z: number | null;
    /** Two-sided. */
    p: number | null;
    /** For small counts. */
    fisherP: number | null;
    /** By Holm, over all variants. */
    adjustedP: number | null;
    /** Holds however often somebody looks. */
    alwaysValidP: number | null;
    chanceToBeat: number | null;
    expectedLoss: number | null;
    needed: {
      /** Further conversions that change the verdict. */
      conversions: number | null;
      /** Further visitors that would show the difference seen. */
      visitors: number | null;
    };
  }>;
  /** Whether visitors were divided as planned. */
  sampleRatio: {
    chiSquare: number;
    p: number;
  };
  /** Of so many looks at `alpha`. */
  falseAlarmRate: number;
  /** The level of each look that keeps all of them at `alpha`. */
  nominalLevel: number;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `plan`. */
export interface PlanOutcome {
  /** Visitors that each variant needs. */
  perVariant: number;
  /** Visitors that the test needs. */
  total: number;
  /** How long it takes. */
  days: number | null;
  /** What the visitors cost. */
  cost: number | null;
  /** The effect that so many visitors can find. */
  detectable: number | null;
  /** Visitors of each variant by another usual formula. */
  evanMiller: number | null;
  /** Detectable effects and their cost. */
  curve: Array<{
    visitorsPerVariant: number;
    cost: number | null;
    detectable: number | null;
  }>;
  /** What came of the goal: the field solved for, and its value. */
  solved: {
    field: string;
    value: number | null;
  } | null;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `value`. */
export interface ValueOutcome {
  /** What a customer is worth within the horizon, discounted. */
  value: number;
  valueLow: number | null;
  valueHigh: number | null;
  /** What the first order leaves. */
  firstOrder: number;
  /** What later orders are worth. */
  repeat: number;
  /** The value without discounting. */
  undiscounted: number;
  /** Later orders to be expected. */
  expectedOrders: number;
  /** The value without a horizon. */
  unlimited: number | null;
  /** The share of that beyond the last period seen. */
  unlimitedBeyond: number | null;
  /** When the acquisition cost has come back. */
  paybackMonth: number | null;
  /** Value over acquisition cost. */
  valueToCost: number | null;
  /** The constant rate that fits best. */
  constantRetentionRate: number;
  /** The value by that rate. */
  constantRetentionValue: number;
  /** By which part that is wrong. */
  constantRetentionError: number | null;
  /** The shifted beta-geometric curve. */
  fit: {
    alpha: number | null;
    beta: number | null;
    logLikelihood: number;
    alphaLow?: number | null;
    alphaHigh?: number | null;
    betaLow?: number | null;
    betaHigh?: number | null;
  } | null;
  /** One point an order. */
  curve: Array<{
    month: number;
    survival: number;
    cumulative: number;
    low?: number;
    high?: number;
  }>;
  /** What moves the value most comes first. */
  sensitivity: Array<{
    field: string;
    low: number;
    high: number;
    valueLow: number;
    valueHigh: number;
    /** Where the value is the acquisition cost. */
    flip: number | null;
  }>;
  /** What is unusual. */
  notes: Note[];
}

/** The outcome of `tradeOff`. */
export interface TradeOffOutcome {
  /** In the order of the scenario, per 1,000 viewers. */
  offers: Array<{
    /** With first orders alone. */
    profitFirst: number;
    /** At the horizon. */
    profitHorizon: number;
    valuePerCustomer: number;
    curve: Array<{
      month: number;
      profit: number;
    }>;
  }>;
  /** For all pairs of offers, by their places. */
  crossovers: Array<{
    a: number;
    b: number;
    month: number | null;
  }>;
  /** Of the first two: from when the one behind at first stays ahead. */
  crossoverMonth: number | null;
  /** How much less a customer of the first may bring. */
  breakEvenLifetimeLoss: number | null;
  /** How much less he does bring. */
  lifetimeLoss: number | null;
  /** Of the first offer at equal profit. */
  breakEvenConversionRate: number | null;
  breakEvenRetention: number | null;
  /** Places of offers. */
  winner: {
    horizon: number;
    payback: number;
  };
  /** What is unusual. */
  notes: Note[];
}
