/** The protection policy, normalised (`docs/policy.md` explains each word; `config/presets` holds the presets and floors). */
export interface Policy {
  readonly preset: string;
  /** Fewer completers than this: participation only. */
  readonly minCompleters: number;
  /** Fewer completers than this: nothing but "the programme is active". */
  readonly minParticipation: number;
  /** People in any published or derivable group. */
  readonly minGroup: number;
  readonly minGroupSensitive: number;
  /** Smallest non-zero category count, and smallest non-zero rest (base − count). */
  readonly minCell: number;
  /** Share at or above which a sensitive category is not shown exactly (0.95), and at or below 1 − which. */
  readonly homogeneity: number;
  readonly zeros: 'shown' | 'protected';
  /** Colluding members assumed to subtract themselves. */
  readonly insiders: number;
  readonly headCounts: 'known' | 'secret';
  /** Decimals of published percentages. */
  readonly percentDecimals: number;
}

/** The policy of tables that are printed without a report around them. Only there can counts be rounded. */
export interface TablesPolicy extends Policy {
  /** Every count is printed as the nearest multiple of this odd number; 1: as it is. */
  readonly roundTo: number;
}
