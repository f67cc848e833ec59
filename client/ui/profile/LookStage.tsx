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
    <div className="frame bg-lawn [--frame:var(--outline)]">
      <div className="relative grid h-64 place-items-center overflow-hidden">
        <AvatarFigure avatarId={avatarId} facing={facing} walking={walking} scale={4} />
        <div className="absolute top-2 right-2 flex flex-col gap-1">
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
      <div aria-hidden="true" className="flex justify-around border-t-2 border-t-[#00000022] bg-[#00000014] px-3 py-1">
        {TURN.map((side) => (
          <AvatarFigure key={side} avatarId={avatarId} facing={side} walking={walking} scale={1} />
        ))}
      </div>
    </div>
  );
}
