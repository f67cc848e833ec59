declare module 'virtual:scene' {
  const scene: import('./scene-data.ts').SceneData;
  export default scene;
}
