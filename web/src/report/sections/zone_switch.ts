// The input's own time zone or UTC: radio buttons in the top bar.
import { choice } from '../../shared/theme.ts';
import type { State } from '../state.ts';

type Zone = 'input' | 'utc';
const OPTIONS: [Zone, string][] = [
  ['input', "File's time"],
  ['utc', 'UTC'],
];

/** Only for input with a zone of its own. */
export const zoneSwitch = (state: State) =>
  state.clock.zoned && choice<Zone>('Time zone', 'zone', OPTIONS, 'input', (zone) => state.setUtc(zone === 'utc'));
