// Keys of the world, by place on the keyboard or by sign, and whether one that goes down is meant for it.

/** Not for a field, a menu or a dialog. */
const ELSEWHERE = [
  'input',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  '[role="dialog"]',
  '[role="alertdialog"]',
  '[role="menu"]',
  '[role="radiogroup"]',
  '[role="slider"]',
  '[role="toolbar"]',
].join(',');

export function isForWorld(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  // A list of tabs takes the arrows only: whoever clicked a tab walks on with letters.
  if (event.key.startsWith('Arrow') && target?.closest('[role="tablist"]')) return false;
  return !target?.closest(ELSEWHERE);
}
