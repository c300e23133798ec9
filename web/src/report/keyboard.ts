// Keys that work anywhere on the page: j and k step through the events, Escape lets go.

export function addKeyboard(state, order) {
  addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
    if (e.key === 'j') order.step(1);
    else if (e.key === 'k') order.step(-1);
    else if (e.key === 'Escape' && state.selected) state.select(null);
    else return;
    e.preventDefault();
  });
}

const isTyping = ({ tagName, type }) => /^(SELECT|TEXTAREA)$/.test(tagName) || (tagName === 'INPUT' && !['checkbox', 'radio'].includes(type));
