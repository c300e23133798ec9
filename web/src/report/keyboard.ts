// Keys that work anywhere on the page: j and k step through the events, Escape lets go.
import type { EventOrder } from './event_order.ts';
import type { State } from './state.ts';

export function addKeyboard(state: State, order: EventOrder) {
  addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
    if (e.key === 'j') order.step(1);
    else if (e.key === 'k') order.step(-1);
    else if (e.key === 'Escape' && state.selected) state.select(null);
    else return;
    e.preventDefault();
  });
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type));
