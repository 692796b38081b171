declare module "stijl:tokens" {
  /** Declaraties van design tokens, zonder selector. */
  const css: string;
  export default css;
}
declare module "stijl:regels" {
  const css: string;
  export default css;
}
