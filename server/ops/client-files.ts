// The built game: hashed files are kept by browsers for good, the page itself is asked for every time.

import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { API_ROOT } from '../platform/http.ts';

const CLIENT_DIR = path.join(import.meta.dirname, '../../build/client');

/** Strict where it counts: no foreign or inline script. Style attributes are how positions are set. */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:', 'https:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'", 'ws:', 'wss:'],
      'media-src': ["'self'", 'blob:'],
      'worker-src': ["'self'", 'blob:'],
      'object-src': ["'none'"],
      'base-uri': ["'self'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  // Self-hosters serve plain http on their own network; whoever ends TLS says this for it.
  strictTransportSecurity: false,
});

export function mountClient(app: Express): void {
  if (!existsSync(path.join(CLIENT_DIR, 'index.html'))) {
    app.get('/', (_req, res) => {
      res.type('text').send('The game is not built yet. Run: npm run build\n');
    });
    return;
  }
  app.use(
    '/assets',
    express.static(path.join(CLIENT_DIR, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.use(express.static(CLIENT_DIR, { index: false, maxAge: 0 }));
  app.get('/{*path}', (req, res, next) => {
    if (req.path.startsWith(API_ROOT) || path.extname(req.path) !== '') return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(path.join(CLIENT_DIR, 'index.html'));
  });
}
