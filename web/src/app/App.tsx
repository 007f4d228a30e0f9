import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Compass } from "lucide-react";
import { Suspense, useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";
import { onLoggedOut } from "../api/client";
import { asProblem } from "../api/problem";
import type { Me, Role } from "../api/schema";
import { startLive } from "../live/loading";
import { useSay } from "../text/text";
import { ZoneProvider } from "../text/zone";
import { Empty, Loading } from "../ui/States";
import { Toaster } from "../ui/Toaster";
import { toastProblem } from "../ui/toasts";
import { Failure } from "./Failure";
import { Leaving } from "./Leaving";
import { keepSocket, Overlays, openComposer, openSearch, openShortcuts } from "./overlays";
import { Shell } from "./Shell";
import { SessionProvider, sessionEnded } from "./session";
import { useGlobalKeys } from "./useGlobalKeys";
import { ROUTES } from "./views";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses it will refuse again; only busy or absent servers are asked again.
      retry: (failures, error) => failures < 3 && asProblem(error).passing,
    },
  },
});

function useLiveData(me: Me): void {
  useEffect(() => {
    const socket = startLive(me.last_seq, toastProblem);
    keepSocket(socket);
    return () => {
      keepSocket(null);
      socket.close();
    };
  }, [me]);
}

const ignore = () => undefined;

function Views() {
  const say = useSay();
  const [place] = useLocation();
  return (
    <Failure place={place}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {ROUTES.map(({ path, view }) => (
            <Route key={path} path={path} component={view} />
          ))}
          <Route>
            <Empty icon={Compass} title={say("not-found")} />
          </Route>
        </Switch>
      </Suspense>
    </Failure>
  );
}

/** A component, as its keys go elsewhere and have to ask as links do. */
function GlobalKeys({ role }: { role: Role }) {
  useGlobalKeys({
    onCompose: role === "viewer" ? ignore : openComposer,
    onSearch: openSearch,
    onHelp: openShortcuts,
  });
  return null;
}

/** The page of somebody who is logged in. */
export function App({ me }: { me: Me }) {
  useLiveData(me);
  useEffect(() => onLoggedOut(sessionEnded), []);
  return (
    <SessionProvider value={me}>
      <ZoneProvider value={me.workspace.timezone}>
        <QueryClientProvider client={queries}>
          <Leaving>
            <GlobalKeys role={me.role} />
            <Shell>
              <Views />
            </Shell>
            <Overlays />
          </Leaving>
          <Toaster />
        </QueryClientProvider>
      </ZoneProvider>
    </SessionProvider>
  );
}
