// The REST edge of attachments. What strangers have sent is served so that nothing in it can run: the type is ours, not
// sniffed, and a page of ours never opens it as a document.

import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { attachmentRoutes } from '../../shared/protocol/attachments.ts';
import type { Api } from '../platform/http.ts';
import type { AttachmentsService, Readable } from './attachments.service.ts';

export function mountAttachments(api: Api, service: AttachmentsService): void {
  api.serve(attachmentRoutes.upload, ({ caller, params, files }) => service.upload(caller, params.server_id, files));
  api.serve(attachmentRoutes.read, async ({ caller, params, res }) => {
    await send(res, await service.read(caller, params.server_id, params.attachment_id));
  });
  api.serve(attachmentRoutes.thumbnail, async ({ caller, params, res }) => {
    await send(res, await service.readThumbnail(caller, params.server_id, params.attachment_id));
  });
}

async function send(res: Response, { file_name, file_type, tag, open }: Readable): Promise<void> {
  // Asked anew each time, since the message may have gone, or the right to read it.
  const caching = { ETag: `"${tag}"`, 'Cache-Control': 'private, no-cache' };
  res.set(caching);
  if (res.req.fresh) {
    res.status(304).end();
    return;
  }
  // An answer that there is no such file must not look like one of a file.
  for (const name of Object.keys(caching)) res.removeHeader(name);
  const { size, stream } = await open();
  // Nothing can be piped to a reader that went away meanwhile, and the file would stay open.
  if (res.destroyed) {
    stream.destroy();
    return;
  }
  res.status(200).set({
    ...caching,
    'Content-Type': file_type === 'text/plain' ? 'text/plain; charset=utf-8' : file_type,
    'Content-Length': String(size),
    'Content-Disposition': dispositionOf(file_name),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
    // Of a reader that went away there is nothing to tell.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** RFC 6266: the name as it is for those who know `filename*`, with question marks for the rest. */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, '?').replace(/["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
