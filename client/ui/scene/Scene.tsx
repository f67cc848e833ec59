export default function Scene() {
  return <div />;
}
