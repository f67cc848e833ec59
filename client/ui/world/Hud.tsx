export function Hud() {
  return null;
}
