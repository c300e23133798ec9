// What a screen reader is told when something changes without focus moving.
import { el, button } from './dom.ts';

export const live = el('p', { class: 'sr', 'aria-live': 'polite' });
export const say = (text: string) => {
  live.textContent = text;
};

export function copyButton(text: () => string, what: string) {
  const node = button(
    'Copy',
    async () => {
      await copy(text());
      node.textContent = 'Copied';
      say('Copied');
      setTimeout(() => {
        node.textContent = 'Copy';
      }, 1500);
    },
    { class: 'small', 'aria-label': `Copy ${what}` },
  );
  return node;
}

/** The clipboard interface needs a secure origin, which file:// is not everywhere. */
async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el('textarea', { class: 'sr' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
