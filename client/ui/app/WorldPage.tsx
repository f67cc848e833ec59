import { type ComponentType, lazy } from 'react';
import type { PageProps } from './pages.ts';

type WorldProps = { serverId: string };
const found = import.meta.glob<{ default: ComponentType<WorldProps> }>('../../game/index.tsx');
const World = lazy(found['../../game/index.tsx'] as () => Promise<{ default: ComponentType<WorldProps> }>);

export default function WorldPage({ params }: PageProps) {
  return <World key={params.server_id} serverId={params.server_id as string} />;
}
