// The command line that made the page.
import { copyButton } from './announce.ts';
import { el } from './dom.ts';

export const oneLine = (words: string) => words.replace(/\s*\\\n\s*/g, ' ');

/** The command that repeats what the page shows, with a button that copies it. */
export function command(words: string, what = 'this report') {
  const line = oneLine(words);
  const code = el(
    'code',
    { tabindex: 0, role: 'region', 'aria-label': `Command to reproduce ${what}` },
    line.split(/ (?=--)/).map((part) => [el('span', {}, part), ' ']),
  );
  const title = el('span', { class: 'muted' }, 'Reproduce');
  return el(
    'div',
    { class: 'command' },
    title,
    code,
    copyButton(() => line, 'the command'),
  );
}
