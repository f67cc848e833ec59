/** The house under glass. Decorative beside the name. */
export const LogoMark = ({ size = 32 }: { size?: number }) => (
  <img src="/favicon.svg" alt="" width={size} height={size} className="pixelated shrink-0" />
);

export const Logo = ({ size = 32 }: { size?: number }) => (
  <span className="inline-flex items-center gap-2.5">
    <LogoMark size={size} />
    <span className="font-display text-heading leading-none">AtriumVerse</span>
  </span>
);
