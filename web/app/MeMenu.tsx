import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  ChartNoAxesColumn,
  CircleHelp,
  Command,
  Keyboard,
  ListChecks,
  LogOut,
  Monitor,
  Moon,
  Settings,
  Sun,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { setPresence } from "../../shared/me.ts";
import { signOut } from "../../shared/sign-in.ts";
import { call } from "../lib/call.ts";
import { letterKeys } from "../lib/keyboard.ts";
import { asProblem } from "../lib/problem.ts";
import { useStore } from "../lib/store.ts";
import { theme, themes } from "../lib/theme.ts";
import { agentsQuery, meQuery, useMay, useMe } from "../people/people.ts";
import { useWelcome } from "../people/welcome.ts";
import { settingsScreens } from "../settings/screens.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { cx } from "../ui/cx.ts";
import { Menu, MenuItem, MenuRadio, MenuSeparator } from "../ui/Menu.tsx";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";

const icons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

/** Oneself: whether one is here, how it looks, and the way out. */
export function MeMenu({ onKeys, onPalette }: { onKeys: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: agents } = useQuery(agentsQuery);
  const here = agents?.find(({ id }) => id === me.id)?.presence ?? me.presence;
  const presence = here === "away" ? "away" : "online";
  const complain = (error: unknown) => toast.error(problemText(asProblem(error)).title);

  const say = useMutation({
    mutationFn: (next: "online" | "away") => call(setPresence, { body: { presence: next } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: agentsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]),
    onError: complain,
  });
  const leave = useMutation({
    mutationFn: () => call(signOut, {}),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: "/sign-in", search: {} });
      queries.clear();
    },
    onError: complain,
  });

  const trigger = (
    <button
      type="button"
      data-tour="me"
      className="relative mx-auto mt-1 rounded-full p-1 hover:bg-hover max-md:mt-0 max-md:self-center"
    >
      <Avatar name={me.name} size="md" />
      <span className="sr-only">{t("shell.me", { name: me.name })}</span>
      <span
        className={cx(
          "absolute end-1 bottom-1 size-2.5 rounded-full border-2 border-rail",
          presence === "online" ? "bg-kept" : "bg-faint",
        )}
      />
    </button>
  );

  return (
    <Menu trigger={trigger} side="top">
      <div className="px-2 pt-1.5 pb-2">
        <p className="font-medium">{me.name}</p>
        <p className="text-xs text-faint">{me.email}</p>
      </div>
      <PhoneAreas onPalette={onPalette} />
      <MenuSeparator />
      <MenuRadio
        label={t("shell.presence")}
        value={presence}
        onChange={(next) => say.mutate(next)}
        items={[
          { value: "online", label: t("shell.iAmHere") },
          { value: "away", label: t("shell.iAmAway") },
        ]}
      />
      <MenuRadio
        label={t("shell.theme")}
        value={useStore(theme)}
        onChange={theme.set}
        items={themes.map((value) => ({ value, label: t(`shell.themes.${value}`), icon: icons[value] }))}
      />
      <MenuRadio
        label={t("shell.letterKeys")}
        value={useStore(letterKeys) ? "on" : "off"}
        onChange={(next) => letterKeys.set(next === "on")}
        items={[
          { value: "on", label: t("shell.on") },
          { value: "off", label: t("shell.off") },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<Keyboard />} keys="?" onSelect={onKeys}>
        {t("actions.keys")}
      </MenuItem>
      <MenuItem icon={<CircleHelp />} keys="g h" onSelect={() => void navigate({ to: "/help" })}>
        {t("shell.help")}
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={() => leave.mutate()}>
        {t("shell.signOut")}
      </MenuItem>
    </Menu>
  );
}

/** The areas that a phone has no room for at its foot. */
function PhoneAreas({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayReadFigures = useMay("figures.read");
  const welcome = useWelcome();
  return (
    <div className="md:hidden">
      <MenuSeparator />
      {mayReadFigures && (
        <MenuItem icon={<ChartNoAxesColumn />} onSelect={() => void navigate({ to: "/board" })}>
          {t("shell.board")}
        </MenuItem>
      )}
      {settingsScreens.length > 0 && (
        <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: "/settings" })}>
          {t("shell.settings")}
        </MenuItem>
      )}
      {welcome.shown && (
        <MenuItem icon={<ListChecks />} onSelect={() => void navigate({ to: "/welcome" })}>
          {t("shell.firstSteps")}
        </MenuItem>
      )}
      <MenuItem icon={<Command />} onSelect={onPalette}>
        {t("shell.anything")}
      </MenuItem>
    </div>
  );
}
