import { id } from '#vault';

/** Columns beside the source's own; a source column cannot be called so without being quoted on purpose, and then the create statement fails. */
export const PERSON = id('~person');
export const ZONE = id('~zone');
