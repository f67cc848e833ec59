// The built game: hashed files are kept by browsers for good, the page itself is asked for every time.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
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
  const forms = compressedForms(new Set(readdirSync(CLIENT_DIR, { recursive: true, encoding: 'utf8' })));
  app.use(forms);
  app.use(
    '/assets',
    express.static(path.join(CLIENT_DIR, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.use(express.static(CLIENT_DIR, { index: false, maxAge: 0 }));
  app.get(
    '/{*path}',
    (req, _res, next) => {
      if (req.path.startsWith(API_ROOT) || path.extname(req.path) !== '') return next('route');
      req.url = '/index.html';
      next();
    },
    forms,
    (req, res) => {
      res.setHeader('Cache-Control', 'no-cache');
      res.sendFile(path.join(CLIENT_DIR, req.path), { cacheControl: false });
    },
  );
}

const SUFFIX = { br: '.br', gzip: '.gz' } as const;

/** Asks for the compressed form that lies beside a file, where the browser takes it. `files` are paths below the folder. */
function compressedForms(files: ReadonlySet<string>): RequestHandler {
  return (req, res, next) => {
    const file = req.path.slice(1);
    if (!files.has(`${file}.gz`)) return next();
    res.vary('Accept-Encoding');
    // One by one: among several, the browser's order would win, and all of them name gzip first.
    const encoding = req.acceptsEncodings('br') || req.acceptsEncodings('gzip');
    if (encoding === 'br' || encoding === 'gzip') {
      res.type(path.extname(file));
      res.setHeader('Content-Encoding', encoding);
      req.url = `/${file}${SUFFIX[encoding]}`;
    }
    next();
  };
}
