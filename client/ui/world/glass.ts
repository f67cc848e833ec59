/** The sheet that the parts of the HUD are drawn on; it takes the pointer, the HUD around it lets it through. */
export const glass = 'frame-float pointer-events-auto bg-surface/95 [--frame:var(--outline)]';
