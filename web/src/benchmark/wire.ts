// Made from benchmark.schema.json by wire_types.mjs: do not edit. NaN arrives as null.

/** by name of the metric; null or absent = cannot be said */
export type Numbers = Record<string, number | null>;

/** lower and upper end of the 95 % interval */
export type Interval = [number | null, number | null];

/** by name of the metric */
export type Intervals = Record<string, Interval | null>;

/** judged rows from 0, both ends inclusive */
export type Rows = [number, number];

/** one number a stretch of the judged rows; null = none */
export type Column = (number | null)[];

export type DataSet = {
  name: string;
  title: string;
  source: string;
  /** in words: what is learned from, what is judged */
  split: string;
  series: number;
  /** SHA-256 of the data */
  digest: string;
};

export type Metric = {
  name: string;
  words: string;
  higher_is_better: boolean;
  /** over the rows of all series together, not a mean over series */
  pooled: boolean;
};

export type Option = {
  name: string;
  value: string;
};

export type Family = {
  family: string;
  series: number;
  metrics: Numbers;
};

export type Failure = {
  series: string;
  why: string;
};

export type Detector = {
  name: string;
  options: Option[];
  metrics: Numbers;
  intervals: Intervals;
  families: Family[];
  seconds: number | null;
  peak_mb: number | null;
  /** series without a result */
  failed: number;
  failures: Failure[];
};

export type Rank = {
  detector: string;
  rank: number;
};

export type Ranks = {
  metric: string;
  average: Rank[];
  /** average ranks that lie at least this far apart differ by more than chance */
  critical_difference: number | null;
};

export type Finding = {
  /** empty: the whole data set */
  series: string;
  text: string;
};

export type Series = {
  series: string;
  family: string;
  anomalies: number;
  judged_rows: number;
  /** by name of the detector */
  metrics: Record<string, Numbers>;
};

export type Case = {
  detector: string;
  series: string;
  family: string;
  which: 'best' | 'worst';
  metric: string;
  value: number | null;
  rows: number;
  channel: string;
  /** stretches the judged rows are cut into */
  columns: number;
  /** smallest value of each stretch */
  low: Column;
  /** largest value of each stretch */
  high: Column;
  /** largest score of each stretch */
  score: Column;
  /** mean threshold of each stretch */
  threshold: Column;
  anomalies: Rows[];
  events: Rows[];
};

/** what stands inside the page of a benchmark run; src/benchmark/wire.ts is made from this file */
export type Benchmark = {
  command: string;
  tidegate: string;
  seed: number;
  configurations_tried: number;
  wall_seconds: number | null;
  data_set: DataSet;
  /** those shown, in order */
  metrics: Metric[];
  /** names of the leaderboard's metrics; the first one decides the order */
  headline: string[];
  detectors: Detector[];
  ranks: Ranks | null;
  findings: Finding[];
  series: Series[];
  cases: Case[];
};
