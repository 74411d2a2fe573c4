/** Why a file is no picture for a report; the message names no content of the file. */
export class PictureFault extends Error {}
