// Which detector is best, by how much, and whether the difference means anything: the facts behind the first screen.
import { integer, number, plural } from '../shared/words.ts';
import { gain, intervalOf, isFloor, known } from './run.ts';
import type { Run } from './run.ts';
import type { Detector, Metric } from './wire.ts';

export interface Check {
  title: string;
  status: 'ok' | 'caution' | 'fail' | 'info';
  value: string;
  detail: string;
  /** Where the proof stands. */
  section: string;
}

/** The best detector by the leading metric and the one behind it; null where there is none with a value. */
export function leaders({ lead, ordered }: Run) {
  const judged = lead ? ordered.filter((d) => known(d.metrics, lead.name) !== null) : [];
  return { first: judged[0] ?? null, second: judged[1] ?? null };
}

const valueOf = (detector: Detector, metric: Metric) => known(detector.metrics, metric.name) ?? NaN;

/** The first sentence: strong part and the rest of it. */
export function headline(run: Run): [strong: string, rest: string] {
  const { lead } = run;
  const { first, second } = leaders(run);
  if (!lead || !first) return ['No detector has a result', ': nothing can be compared.'];
  const value = valueOf(first, lead);
  const said = `${lead.words} ${run.words(lead, value)}`;
  if (run.data.detectors.length === 1) return [first.name, `: ${said}; there is no other detector to compare with.`];
  if (!second) return [first.name, `: ${said}; no other detector has a value.`];
  const ahead = gain(value, valueOf(second, lead), lead);
  if (ahead === 0) return [`${first.name} and ${second.name} are level`, `: ${said} each.`];
  const strong = isFloor(first.name)
    ? `No detector beats ${first.name}`
    : `${first.name} ${difference(run, first, second, lead).status === 'ok' ? 'is best' : 'leads'}`;
  const by = run.words(lead, ahead) === run.words(lead, 0) ? 'hardly' : run.words(lead, ahead);
  return [strong, `: ${said}, ${by} better than ${second.name} (${run.words(lead, valueOf(second, lead))}).`];
}

/** What the run says about itself; at most four. */
export function checks(run: Run): Check[] {
  const { lead } = run;
  const { first, second } = leaders(run);
  const compared = lead && first && second ? [difference(run, first, second, lead), floors(run, first, lead)] : [];
  return [...compared, findings(run), completeness(run)].filter((check) => check !== null);
}

/** The best detector against the second: by ranks where there are some, else by intervals. */
function difference(run: Run, first: Detector, second: Detector, lead: Metric): Check {
  const title = `Lead over ${second.name}`;
  const byRank = rankDifference(run, first.name, second.name);
  if (byRank) return { title, section: 'ranks', ...byRank };
  const apart = intervalsApart(first, second, lead);
  const section = 'leaderboard';
  if (apart === null)
    return { title, section, status: 'info', value: 'cannot be said', detail: 'there are neither ranks nor intervals' };
  return apart
    ? {
        title,
        section,
        status: 'ok',
        value: 'more than chance',
        detail: `the 95 % intervals of ${lead.words} are apart`,
      }
    : {
        title,
        section,
        status: 'caution',
        value: 'may be chance',
        detail: `the 95 % intervals of ${lead.words} overlap`,
      };
}

function rankDifference({ data: { ranks }, ...run }: Run, first: string, second: string) {
  const limit = ranks?.critical_difference;
  const rankOf = (name: string) => ranks?.average.find((r) => r.detector === name)?.rank;
  const [a, b] = [rankOf(first), rankOf(second)];
  if (!ranks || limit == null || a === undefined || b === undefined) return null;
  const metric = run.metrics.find((m) => m.name === ranks.metric)?.words ?? ranks.metric;
  const detail = `average ranks by ${metric} are ${fixed2(a)} and ${fixed2(b)}; ${fixed2(limit)} apart is beyond chance`;
  if (b - a >= limit) return { status: 'ok' as const, value: 'more than chance', detail };
  return { status: 'caution' as const, value: a <= b ? 'may be chance' : 'not confirmed', detail };
}

const fixed2 = (v: number) => v.toFixed(2);

function intervalsApart(first: Detector, second: Detector, { name, higher_is_better: higher }: Metric) {
  const a = intervalOf(first, name);
  const b = intervalOf(second, name);
  if (!a || !b) return null;
  return higher ? a[0] > b[1] : a[1] < b[0];
}

function floors(run: Run, first: Detector, lead: Metric): Check {
  const title = 'Against chance';
  const section = 'leaderboard';
  const floor = run.floor(lead);
  if (floor === null)
    return {
      title,
      section,
      status: 'info',
      value: 'cannot be said',
      detail: 'no random or constant detector was run',
    };
  const detail = `${lead.words} of random or constant scores: ${run.words(lead, floor)}`;
  if (isFloor(first.name) || gain(valueOf(first, lead), floor, lead) <= 0)
    return { title, section, status: 'fail', value: 'no better', detail };
  const ends = intervalOf(first, lead.name);
  const surely = !ends || gain(lead.higher_is_better ? ends[0] : ends[1], floor, lead) > 0;
  return surely
    ? { title, section, status: 'ok', value: 'better', detail }
    : {
        title,
        section,
        status: 'caution',
        value: 'may be chance',
        detail: `${detail}, inside the best one's interval`,
      };
}

function findings({ data }: Run): Check {
  const title = 'Data';
  const section = 'health';
  const count = data.findings.length;
  if (!count)
    return { title, section, status: 'ok', value: 'nothing found', detail: 'that makes the results worth less' };
  const whole = data.findings.find((f) => !f.series);
  return {
    title,
    section,
    status: 'caution',
    value: plural(count, 'finding'),
    detail: cut((whole ?? data.findings[0]).text),
  };
}

const cut = (words: string) => (words.length > 90 ? words.slice(0, 88).replace(/\s+\S*$/, '') + ' …' : words);

function completeness({ data }: Run): Check {
  const title = 'Run';
  const failed = data.detectors.reduce((sum, d) => sum + d.failed, 0);
  const tried = data.configurations_tried;
  const choice =
    tried > 1
      ? `${plural(tried, 'configuration')} tried: the best of many looks better than it is`
      : 'one configuration';
  const runs = data.data_set.series * data.detectors.length;
  if (failed)
    return {
      title,
      section: 'failures',
      status: failed >= 0.05 * runs ? 'fail' : 'caution',
      value: `${integer(failed)} of ${integer(runs)} failed`,
      detail: choice,
    };
  return {
    title,
    section: 'leaderboard',
    status: tried > 1 ? 'caution' : 'ok',
    value: 'nothing failed',
    detail: choice,
  };
}

/** The detectors whose average rank cannot be told from the best one's. */
export function leadingGroup({ data: { ranks } }: Run): string[] {
  if (!ranks || ranks.critical_difference === null) return [];
  const best = Math.min(...ranks.average.map((r) => r.rank));
  const limit = best + ranks.critical_difference;
  return [...ranks.average]
    .sort((a, b) => a.rank - b.rank)
    .filter((r) => r.rank < limit)
    .map((r) => r.detector);
}

/** 412 → "412 s", with as many digits as help. */
export const seconds = (value: number | null) => (value === null ? '\u2013' : number(value, 3));
