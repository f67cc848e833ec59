// The whole database as types: each feature declares its own tables.

import type { AttachmentsTables } from '../attachments/attachments.table.ts';
import type { AuthTables } from '../auth/auth.table.ts';
import type { ChatTables } from '../chat/chat.table.ts';
import type { MapsTables } from '../maps/maps.table.ts';
import type { MediaTables } from '../media/media.table.ts';
import type { ModerationTables } from '../moderation/moderation.table.ts';
import type { OpsTables } from '../ops/ops.table.ts';
import type { PushTables } from '../push/push.table.ts';
import type { VirtualServersTables } from '../virtual-servers/virtual-servers.table.ts';
import type { WorldTables } from '../world/world.table.ts';

export type Database = AuthTables &
  VirtualServersTables &
  MapsTables &
  WorldTables &
  ChatTables &
  AttachmentsTables &
  MediaTables &
  ModerationTables &
  PushTables &
  OpsTables;
