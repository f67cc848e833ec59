// What goes wrong with devices, in plain words, with what one can do about it.

import type { MediaProblem } from '../state/world-media.ts';

export type Wanted = 'microphone' | 'camera' | 'screen';

/** Of what `getUserMedia` and `getDisplayMedia` throw. */
export function problemOf(wanted: Wanted, error: unknown): MediaProblem {
  const name = (error as { name?: unknown } | null)?.name;
  const what = wanted === 'screen' ? 'screen' : wanted;
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (wanted === 'screen')
        return {
          code: 'screen_refused',
          message: 'Your screen is not shared.',
          fix: 'Choose a screen, a window or a tab when the browser asks, and allow it in the settings of your system.',
        };
      return {
        code: `${what}_refused`,
        message: `This page may not use your ${what}.`,
        fix: `Click the sign beside the address of this page, allow the ${what}, and try again.`,
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        code: `${what}_missing`,
        message: `No ${what} was found.`,
        fix: `Plug one in, or switch it on, and try again.`,
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        code: `${what}_busy`,
        message: `Your ${what} can not be used now.`,
        fix: `Close other programs and tabs that use it, and try again.`,
      };
    case 'InsecureContext':
      return {
        code: 'insecure',
        message: `Browsers give pages no ${what} over an address without https.`,
        fix: 'Open this page by its https address.',
      };
    case 'TimeoutError':
      return {
        code: `${what}_timeout`,
        message: `Nothing was chosen for a minute.`,
        fix: 'Try again, and choose what to show when the browser asks.',
      };
    default:
      return {
        code: `${what}_failed`,
        message: `Your ${what} could not be turned on.`,
        fix: 'Try again. If that does not help, start the browser anew.',
      };
  }
}
/** What browsers have no name for. */
export const insecure = (): Error => Object.assign(new Error('insecure'), { name: 'InsecureContext' });
export const timedOut = (): Error => Object.assign(new Error('timeout'), { name: 'TimeoutError' });
