// Made from schema.json by wire_types.mjs: do not edit. NaN arrives as null.

/** name of an array element; one number a row, NaN = missing */
export type ArrayName = string;

/** input rows from 0, both ends inclusive */
export type Rows = [number, number];

export type Status = 'ok' | 'caution' | 'fail' | 'info';

export type Source = {
  name: string;
  rows: number;
  bytes?: number;
  /** in words */
  step?: string;
  time_column?: string;
  /** [[from_ms, minutes], …] of the input's zone */
  utc_offsets?: [number, number][];
};

export type Time = {
  /** rows: no time, the x axis counts rows */
  kind: 'time' | 'rows';
  length: number;
  step_ms?: number;
  /** a longer step breaks the lines */
  gap_ms?: number;
  /** [[first_row, start_ms, step_ms], …] */
  runs?: [number, number, number][];
  /** instead of runs */
  ms?: ArrayName;
};

export type Band = {
  lower: ArrayName;
  upper: ArrayName;
};

export type Channel = {
  name: string;
  unit: string;
  value: ArrayName;
  expected?: ArrayName;
  band?: Band;
  /** usual error */
  sigma?: number;
  /** to be added to every number of the arrays */
  offset?: number;
};

export type Threshold = {
  kind: 'constant';
  value: number;
} | {
  kind: 'array';
  values: ArrayName;
};

export type Score = {
  values: ArrayName;
  name: string;
  words: string;
  threshold_words?: string;
  scale: 'log' | 'linear';
  threshold: Threshold;
};

export type SeverityLevel = {
  name: string;
  from: number;
  /** score ÷ threshold at which the level begins */
  from_ratio: number;
};

export type Check = {
  status: Status;
  title: string;
  value: string;
  detail: string;
  /** id it links to */
  section: string;
};

export type EventChannel = {
  name: string;
  value: number | null;
  expected: number | null;
  lower: number | null;
  upper: number | null;
  share: number;
};

export type MatteringRow = {
  index: number;
  time: string | null;
  share: number;
  score_without: number;
};

/** the normal stretch most like the event and the rows before it */
export type SimilarStretch = {
  start_index: number;
  end_index: number;
  start: string | null;
  end: string | null;
  /** so many of its rows stand for those before the event */
  context_before: number;
  /** root mean square, in deviations of the training part */
  distance: number;
};

export type ReportEvent = {
  start: string | null;
  end: string | null;
  peak: string | null;
  start_index: number;
  end_index: number;
  peak_index: number;
  severity: number;
  score: number;
  /** null = not recognised */
  kind: string | null;
  kind_confidence?: number;
  kind_reason?: string;
  /** why, in the words of the scorer that made the event */
  scorer_reason?: string;
  /** by falling share; shares sum to 1 */
  channels: EventChannel[];
  direction: 'up' | 'down';
  flagged_rows: number;
  part: 'train' | 'scored';
  /** length of the gap right before it, 0 = none */
  after_gap_s: number;
  /** before smoothing; null = not explained */
  peak_score: number | null;
  /** rows before the peak, by falling share */
  mattered: MatteringRow[];
  similar: SimilarStretch | null;
};

export type LabelSummary = {
  stretches: number;
  found: number;
  outside: number;
  part: string;
};

/** absent: a loaded model scored every row */
export type Split = {
  warmup: number;
  train: Rows;
  validation?: Rows;
  scored?: Rows;
};

export type Budget = {
  observed_per_day: number;
  unit: 'day' | 'hour';
  words: string;
};

export type Model = {
  words: string;
  detector: string;
  parameters: number;
  trained_seconds?: number;
};

export type Training = {
  loss: string;
  train: (number | null)[];
  validation: (number | null)[];
  /** from 1; 0 = the untrained weights */
  best_epoch: number;
  stopped: string;
};

export type Distribution = {
  /** N + 1 rising, positive */
  edges: number[];
  train: number[];
  scored: number[];
};

export type Gap = {
  after_index: number;
  missing_rows: number;
  seconds: number;
};

export type Health = {
  rows: number;
  expected_rows: number;
  missing_rows: number;
  gaps: Gap[];
  gap_count: number;
  duplicates: number;
  out_of_order: number;
  nan: number;
  constant_channels: string[];
  actions: string[];
};

export type BaselineColumn = {
  title: string;
  better: 'low' | 'high' | null;
  digits: number;
  of?: number;
};

export type BaselineRow = {
  name: string;
  words: string;
  is_model: boolean;
  values: (number | null)[];
};

export type Baselines = {
  metric: string;
  note: string;
  columns: BaselineColumn[];
  rows: BaselineRow[];
};

export type Setting = [string, string, string, 'set' | 'found' | 'default'];

/** what stands inside a report page; src/report/wire.ts is made from this file */
export type Report = {
  format: 'tidegate-report';
  format_version: 1;
  tidegate: string;
  created: string;
  title: string;
  command: string;
  source: Source;
  time: Time;
  channels: Channel[];
  score: Score;
  /** rising */
  severity_levels: SeverityLevel[];
  checks: Check[];
  /** the objects of `detect --format json` and more */
  events: ReportEvent[];
  labels: Rows[];
  label_summary?: LabelSummary;
  split?: Split;
  budget?: Budget;
  model: Model;
  training?: Training;
  distribution?: Distribution;
  health: Health;
  baselines?: Baselines;
  /** [group, key, value, origin] */
  settings: Setting[];
  /** [name, value] */
  provenance: [string, string][];
};
