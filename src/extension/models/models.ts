import * as vscode from 'vscode';
import { modelName } from '../../core/model/modelName.ts';
import { openStoredModel } from '../../node/classifyClips.ts';
import { openStarterModel } from '../../node/starterModel.ts';
import type { ModelFile } from '../../node/trainModel.ts';
import { settings } from '../contributions.ts';
import type { LazyLab } from '../lazyLab.ts';

/** A model to classify with, and when it was trained; the starter model comes with the product. */
export type ListedModel = { readonly model: ModelFile } & ({ readonly kind: 'trained'; readonly createdAt: string } | { readonly kind: 'starter' });

/** The models of this window: those of its store, and the starter model unless the setting hides it. */
export interface Models extends vscode.Disposable {
  /** Trained ones, newest first, then the starter. */
  list(): ListedModel[];
  /** The one that was chosen, else the newest trained one, else the starter. */
  inUse(): ListedModel | undefined;
  /** Classify with this one from now on. */
  use(model: ModelFile): void;
  /** What the one in use was called when it was last looked at: the store is not opened for it. */
  readonly lastName: string | undefined;
  /** Its hash then; models of different hashes may have one name. */
  readonly lastHash: string | undefined;
  readonly onDidChange: vscode.Event<void>;
}

const CHOSEN = 'ser.model';
const NAME = 'ser.modelName';
const HASH = 'ser.modelHash';

export function createModels(context: vscode.ExtensionContext, lab: LazyLab): Models {
  const { workspaceState } = context;
  const changes = new vscode.EventEmitter<void>();
  let starter: ModelFile | undefined;
  const listStarter = (): ListedModel[] => (isStarterOffered() ? [{ kind: 'starter', model: (starter ??= openStarterModel(context.extensionPath)) }] : []);
  const trained = (id?: number): ListedModel | undefined => {
    const stored = lab.get().store.model(id);
    return stored && { kind: 'trained', model: openStoredModel(stored.hash, stored.file), createdAt: stored.createdAt };
  };
  const list = (): ListedModel[] => [...lab.get().store.models().flatMap(({ id }) => trained(id) ?? []), ...listStarter()];
  const remember = (model: ModelFile | undefined): void => {
    const [name, hash] = [model && modelName(model), model?.hash];
    if (hash === workspaceState.get<string>(HASH) && name === workspaceState.get<string>(NAME)) return;
    void Promise.all([workspaceState.update(NAME, name), workspaceState.update(HASH, hash)]).then(() => changes.fire());
  };

  const find = (): ListedModel | undefined => {
    const chosen = workspaceState.get<string>(CHOSEN);
    const entry = chosen === undefined ? undefined : lab.get().store.models().find(({ hash }) => hash === chosen);
    if (entry) return trained(entry.id);
    const [offered] = listStarter();
    return offered && offered.model.hash === chosen ? offered : (trained() ?? offered);
  };

  const settingChanges = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(settings.starterModel)) return;
    const found = find();
    remember(found?.model);
    changes.fire();
  });
  return {
    list,
    inUse: () => {
      const found = find();
      remember(found?.model);
      return found;
    },
    use: (model) => {
      void workspaceState.update(CHOSEN, model.hash);
      remember(model);
    },
    get lastName() {
      return workspaceState.get<string>(NAME);
    },
    get lastHash() {
      return workspaceState.get<string>(HASH);
    },
    onDidChange: changes.event,
    dispose: () => {
      settingChanges.dispose();
      changes.dispose();
    },
  };
}

export const isStarterOffered = (): boolean => vscode.workspace.getConfiguration().get(settings.starterModel, true);
