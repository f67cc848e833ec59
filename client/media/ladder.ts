// What gives way when the own line or computer is too weak: first the sharpness of the own camera, then the camera. Voices stay.

/** Divides the bitrate and the size of the picture. */
export const STEPS = [1, 2, 4] as const;
export const PAUSED = STEPS.length;
const WEAK_MS = 6000;
const GOOD_MS = 30_000;
/** Each time that resuming failed the next one waits longer. */
const GOOD_MAX_MS = 120_000;
export const LOSS_MAX = 0.08;

export type Weakness = 'cpu' | 'bandwidth' | 'loss';

export class Ladder {
  /** Index into `STEPS`, or `PAUSED`. */
  rung = 0;
  private weakSince: number | null = null;
  private goodSince: number | null = null;
  private patience = GOOD_MS;
  private resumedAt: number | null = null;

  /** Answers whether the rung changed. Call it with what was measured, every few seconds. */
  step(now: number, weakness: Weakness | null): boolean {
    if (weakness === null) this.weakSince = null;
    else this.goodSince = null;
    if (weakness !== null) {
      this.weakSince ??= now;
      if (this.rung === PAUSED || now - this.weakSince < WEAK_MS) return false;
      this.weakSince = now;
      this.rung++;
      if (this.rung === PAUSED && this.resumedAt !== null && now - this.resumedAt < GOOD_MS)
        this.patience = Math.min(GOOD_MAX_MS, this.patience * 2);
      return true;
    }
    this.goodSince ??= now;
    if (this.rung === 0 || now - this.goodSince < this.patience) return false;
    if (this.rung === PAUSED) this.resumedAt = now;
    this.goodSince = now;
    this.rung--;
    return true;
  }

  /** By hand, or because the camera was turned on anew. */
  reset(): void {
    this.rung = 0;
    this.weakSince = null;
    this.goodSince = null;
    this.patience = GOOD_MS;
    this.resumedAt = null;
  }
}
