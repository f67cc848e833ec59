import { isOn, type NotificationState } from '../../state/notifications.ts';

/** What is so, and what one can do about it, in plain words. `isSecure`: the page came over https. */
export function wordsFor(state: NotificationState, { isSecure }: { isSecure: boolean }): string {
  const { permission, push } = state;
  if (permission === 'unsupported') {
    return isSecure
      ? 'This browser does not show notifications of web pages, or not in a private window.'
      : 'Browsers show notifications only for pages that come over https, and this one did not. Whoever runs this server can change that.';
  }
  if (permission === 'denied') {
    return 'This browser was told not to show notifications of AtriumVerse, and only you can change that: open the information of this page, next to its address, allow notifications there, and come back.';
  }
  if (!isOn(state)) {
    return permission === 'default'
      ? 'Off. When you turn them on, your browser asks whether AtriumVerse may.'
      : 'Off. Nothing is shown outside of AtriumVerse in this browser.';
  }
  switch (push) {
    case 'off':
    case 'starting':
      return 'On. Setting up that they also come while AtriumVerse is closed …';
    case 'on':
      return 'On, also while AtriumVerse is closed.';
    case 'no_service':
      return 'On while AtriumVerse is open in a tab. This browser has no service that brings them while it is closed.';
    case 'failed':
      return 'On while AtriumVerse is open in a tab. The rest could not be set up just now.';
  }
}
