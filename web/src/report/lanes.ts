// What the overview shows of the report: the series itself (one channel) or a lane a channel, severity, labels.
import type { Lane, OverviewData } from '../shared/charts/overview.ts';
import { gutter, isPhone } from '../shared/charts/palette.ts';
import { sliceOf, sliceX, sliceY } from '../shared/frame.ts';
import type { Range } from '../shared/pyramid.ts';
import type { Heat } from './heat.ts';
import type { State } from './state.ts';

export const LANES_SHOWN = 12;

/** `all`: every channel has its lane, not only the strongest. */
export function overviewData(state: State, heat: Heat, all: boolean): OverviewData {
  const { many, training } = state;
  const lanes = many ? channelLanes(state, heat, all) : [seriesLane(state), severityLane(state, heat)];
  if (state.report.labels.length) lanes.push(labelLane(state));
  return {
    lanes,
    training,
    gutter: gutter(many),
    free: many ? 30 : 8,
    spacing: many ? 6 : 4,
    overhead: isPhone() && many,
  };
}

function seriesLane({ channels: [c], frame, view, shown: events }: State): Lane {
  const curve = (width: number) => {
    const slice = sliceOf(frame, view.t0, view.t1, width);
    return { x: sliceX(frame, slice), y: sliceY(c.value, slice) };
  };
  return { kind: 'line', name: '', height: 64, range: c.range, curve, events };
}

function severityLane({ many, shown: events }: State, heat: Heat): Lane {
  const [name, height] = many ? ['All channels', 18] : ['Severity', 14];
  return { kind: 'heat', name, height, cell: many ? 3 : 2, levels: (count) => heat(-1, count), events };
}

function channelLanes(state: State, heat: Heat, all: boolean): Lane[] {
  const lane = (i: number): Lane => ({
    kind: 'heat',
    name: state.channels[i].name,
    height: 18,
    cell: 3,
    levels: (count) => heat(i, count),
    events: [],
    choose: { chosen: state.channel === i, act: () => state.setChannel(i) },
  });
  return [severityLane(state, heat), ...state.channelOrder.slice(0, all ? undefined : LANES_SHOWN).map(lane)];
}

function labelLane({ report, rowX }: State): Lane {
  const spans = report.labels.map(([a, b]): Range => [rowX[a], rowX[b]]);
  return { kind: 'spans', name: 'Labels', height: 10, spans };
}
