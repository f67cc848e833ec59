/** The sheet that the parts of the HUD are drawn on; it takes the pointer, the HUD around it lets it through. */
export const glass = 'frame-float pointer-events-auto bg-surface [--frame:var(--outline)]';

/** Signs that a text face draws without colour are left to the faces that have it. */
export const WITH_EMOJI =
  '"Inter Variable", "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", system-ui, sans-serif';
export const EMOJI = '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';
