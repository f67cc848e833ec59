import { Footprints, Pause, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../kit/Button.tsx';
import { AvatarFigure, type Facing } from '../kit/Portrait.tsx';

const TURN: readonly Facing[] = ['down', 'left', 'up', 'right'];

/** The figure large and walking, and small from all four sides. */
export function LookStage({ avatarId }: { avatarId: string }) {
  const [turn, setTurn] = useState(0);
  const [walking, setWalking] = useState(true);
  const facing = TURN[turn % 4] as Facing;
  return (
    <div className="frame flex bg-lawn [--frame:var(--outline)] lg:flex-col">
      <div className="relative grid h-40 flex-1 place-items-center overflow-hidden lg:h-64 lg:flex-none">
        <AvatarFigure avatarId={avatarId} facing={facing} walking={walking} scale={4} className="max-lg:hidden" />
        <AvatarFigure avatarId={avatarId} facing={facing} walking={walking} scale={3} className="lg:hidden" />
        <div className="absolute top-2 left-2 flex flex-col gap-2 lg:right-2 lg:left-auto">
          <IconButton
            icon={RotateCw}
            label="Turn around"
            size="small"
            variant="secondary"
            onClick={() => setTurn(turn + 1)}
          />
          <IconButton
            icon={walking ? Pause : Footprints}
            label={walking ? 'Stand still' : 'Walk'}
            size="small"
            variant="secondary"
            onClick={() => setWalking(!walking)}
          />
        </div>
      </div>
      <div
        aria-hidden="true"
        className="grid grid-cols-2 place-items-center gap-x-4 bg-[#00000016] px-4 py-2 lg:flex lg:justify-around lg:py-1"
      >
        {TURN.map((side) => (
          <AvatarFigure key={side} avatarId={avatarId} facing={side} walking={walking} scale={1} />
        ))}
      </div>
    </div>
  );
}
