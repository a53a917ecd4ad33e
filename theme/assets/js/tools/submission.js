/** */
export function start() {}
