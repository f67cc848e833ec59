import assert from 'node:assert/strict';
import { ApiError, fieldErrors, messageOf } from './api-error.ts';

describe('errors for people', () => {
  it('[UI6] puts each fault of a refused body to its field, the first one of each', () => {
    const issues = [
      { path: 'body.username', message: 'must be short' },
      { path: 'body.username', message: 'must be nice' },
      { path: 'body.email', message: 'must be an address' },
      { path: 'query.limit', message: 'must be a number' },
    ];
    const error = new ApiError(400, { code: 'invalid', message: 'no', details: { issues } });
    assert.deepEqual(fieldErrors(error), { username: 'must be short', email: 'must be an address' });
    assert.deepEqual(fieldErrors(new ApiError(409, { code: 'users/username_taken', message: 'taken' })), {});
    assert.deepEqual(fieldErrors(new Error('other')), {});
  });

  it('[UI2] never shows what a bug says', () => {
    assert.equal(messageOf(new TypeError('undefined is not a function')), 'Something went wrong. Please try again.');
    assert.equal(messageOf(new ApiError(404, { code: 'servers/not_found' })), 'There is no such server.');
  });
});
