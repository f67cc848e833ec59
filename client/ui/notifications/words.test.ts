import assert from 'node:assert/strict';
import type { NotificationState } from '../../state/notifications.ts';
import { wordsFor } from './words.ts';

describe('the words of the notification settings', () => {
  const words = (state: Partial<NotificationState>, isSecure = true): string =>
    wordsFor({ permission: 'granted', wanted: true, push: 'on', ...state }, { isSecure });

  it('[PU22] tell every state apart, and what one can do about it', () => {
    const all = [
      words({ permission: 'unsupported' }),
      words({ permission: 'unsupported' }, false),
      words({ permission: 'denied' }),
      words({ permission: 'default', wanted: false }),
      words({ wanted: false }),
      words({ push: 'starting' }),
      words({ push: 'on' }),
      words({ push: 'no_service' }),
      words({ push: 'failed' }),
    ];
    assert.equal(new Set(all).size, all.length);
    assert.match(words({ permission: 'unsupported' }, false), /https/);
    assert.match(words({ permission: 'denied' }), /only you can change that/);
    assert.match(words({ permission: 'default', wanted: false }), /asks/);
    assert.match(words({ push: 'on' }), /also while AtriumVerse is closed/);
    assert.match(words({ push: 'no_service' }), /^On while AtriumVerse is open in a tab/);
  });

  it('[PU22] never say "on" before the browser has agreed', () => {
    for (const permission of ['unsupported', 'denied', 'default'] as const) {
      assert.doesNotMatch(words({ permission }), /^On/, permission);
    }
  });
});
