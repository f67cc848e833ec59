// What lies over the world: assembly only.

import { lazy, Suspense, useEffect } from 'react';
import { closeHud, openPanel, useHud } from '../../state/world-hud.ts';
import { TooltipProvider } from '../kit/Tooltip.tsx';
import { Bottom } from './Bottom.tsx';
import { ChatRoot } from './ChatRoot.tsx';
import { useWorld, useWorldHandle } from './context.tsx';
import { Ended } from './Ended.tsx';
import { Entering } from './Entering.tsx';
import { WITH_EMOJI } from './glass.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { Joystick } from './Joystick.tsx';
import { Minimap } from './Minimap.tsx';
import { MediaNotes } from './media/Notes.tsx';
import { Strip } from './media/Strip.tsx';
import { People } from './People.tsx';
import { Reports } from './Reports.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';
import { Talk } from './Talk.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './useShortcuts.ts';

const ChatPanel = lazy(() => import('./ChatPanel.tsx'));
const ManageServerDialog = lazy(() => import('../servers/ManageServerDialog.tsx'));

export function Hud() {
  const panel = useHud((state) => state.panel);
  const covered = useWorld((state) => state.phase === 'ended' || state.loaded < 1);
  useShortcuts();
  useEffect(() => closeHud, []);
  const close = (open: boolean): void => {
    if (!open) openPanel(null);
  };
  return (
    <TooltipProvider>
      <ChatRoot>
        <div className="pointer-events-none absolute inset-0 flex flex-col text-ink" style={{ fontFamily: WITH_EMOJI }}>
          {/* What is covered takes neither keys nor clicks. */}
          <div inert={covered} className="absolute inset-0 flex flex-col">
            <TopBar />
            <Strip />
            <Reports>
              <MediaNotes />
            </Reports>
            <People open={panel === 'people'} />
            <Minimap />
            <Talk />
            <Bottom />
            <Joystick />
            {panel === 'chat' && (
              <Suspense>
                <ChatPanel />
              </Suspense>
            )}
          </div>
          <Entering />
          <Ended />
        </div>
      </ChatRoot>
      <HelpDialog open={panel === 'help'} onOpenChange={close} />
      <SettingsDialog open={panel === 'settings' || panel === 'voice'} onOpenChange={close} />
      {panel === 'manage' && (
        <Suspense>
          <Manage onOpenChange={close} />
        </Suspense>
      )}
    </TooltipProvider>
  );
}

function Manage({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { session } = useWorldHandle();
  return <ManageServerDialog serverId={session.serverId} open onOpenChange={onOpenChange} />;
}
