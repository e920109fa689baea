import type { TemplateResult } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { directoryStrings } from '../../localization/en/directory-connect.js';
import type { StateParts } from '../../ui/states/element-state.js';

/** What the parts of this element render with. */
export interface DirectoryParts extends StateParts {
  readonly strings: StringsController<ReturnType<typeof directoryStrings>>;
  /** The way to the page that tells how to set up synchronization and connectors. */
  readonly setUpLink: () => TemplateResult;
}
