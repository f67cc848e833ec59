// Arrow keys and WASD, two at once for diagonals. They count only while nobody types and no dialog is open.

import { type Dir, dirOf } from '../../../shared/rules/movement.ts';
import { isForWorld } from '../../actions/world-keys.ts';
import type { System } from '../system.ts';

/** By place on the keyboard, so that WASD lie together on every layout. */
const AXES: Record<string, readonly [x: number, y: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  KeyW: [0, -1],
  KeyS: [0, 1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
};

export class Keys implements System {
  dir: Dir = 0;
  onChange: (() => void) | null = null;
  private readonly held = new Set<string>();
  private readonly undo: () => void;

  constructor() {
    const down = (event: KeyboardEvent): void => {
      if (!(event.code in AXES) || !isForWorld(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      this.held.add(event.code);
      this.refresh();
    };
    const up = (event: KeyboardEvent): void => {
      if (this.held.delete(event.code)) this.refresh();
    };
    // A field that takes the focus, or another window, never tells when the key goes up.
    const away = (event: FocusEvent): void => {
      if (event.type === 'blur' || (event.target instanceof Element && event.target.matches('input, textarea')))
        this.letGo();
    };
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', away);
    document.addEventListener('focusin', away);
    this.undo = () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', away);
      document.removeEventListener('focusin', away);
    };
  }

  letGo(): void {
    if (this.held.size === 0) return;
    this.held.clear();
    this.refresh();
  }

  destroy(): void {
    this.undo();
  }

  private refresh(): void {
    let x = 0;
    let y = 0;
    for (const code of this.held) {
      x += AXES[code]![0];
      y += AXES[code]![1];
    }
    const dir = dirOf(x, y);
    if (dir === this.dir) return;
    this.dir = dir;
    this.onChange?.();
  }
}
