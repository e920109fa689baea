import { commonStrings, type CommonStrings } from '../localization/en/common.js';
import { buildStrings, type StringTable } from '../localization/strings.js';
import { FirstStringsController } from './first-strings-controller.js';

/** The words of an element, and all that elements share, in the language of its place in the page. */
export class StringsController<T extends StringTable> extends FirstStringsController<T> {
  override get common(): CommonStrings {
    return buildStrings('common', commonStrings, this.format);
  }
}
