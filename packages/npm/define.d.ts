/**
 * Defines both elements, where nobody has yet; nothing on a server. `folder` is the address of a copy of this
 * package's folder `dist`, for the page for frames.
 */
export function define(options?: { folder?: string }): void;
