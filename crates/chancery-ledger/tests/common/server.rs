//! A PostgreSQL server for the time of the tests.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes a server in a new folder, says the folder, and takes both away when its input ends, however the tests end: the
/// system closes the other side of the pipe. `$1` is the folder of the programs, `$2` where the new folder goes.
const SERVE: &str = r#"
trap : INT TERM
folder=$(mktemp -d "$2/chancery-postgres.XXXXXX") || exit 1
made() { "$1/initdb" -D "$folder/data" -U chancery -A trust -E UTF8 --no-sync $2 >"$folder/log" 2>&1; }
made "$1" "--locale=C.UTF-8 --locale-provider=icu --icu-locale=en" || made "$1" "--locale=C" || { cat "$folder/log" >&2; rm -rf "$folder"; exit 1; }
printf '%s\n' 'local all locked scram-sha-256' 'local all all trust' >"$folder/data/pg_hba.conf"
"$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60 >>"$folder/log" 2>&1 &
server=$!
until "$1/pg_isready" -q -h "$folder"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; rm -rf "$folder"; exit 1; }
    sleep 0.05
done
echo "$folder"
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$folder"
"#;

/// The folder of the socket, and who takes the server away. None has an end before the tests have.
struct Server {
    folder: String,
    _keeper: Child,
}

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static MADE: AtomicUsize = AtomicUsize::new(0);

/// The address of a new schema of a database of the server of these tests, which is made faster than a database; nothing, with a printed
/// reason, when there can be no server.
pub fn new_schema() -> Option<String> {
    let schema = format!("desk_{}", MADE.fetch_add(1, Ordering::Relaxed));
    psql("postgres", &format!("CREATE SCHEMA {schema}"))?;
    let address = address("chancery", "postgres")?;
    Some(format!("{address}?options=-csearch_path%3D{schema}"))
}

/// The address of a new database of the server.
pub fn new_database() -> Option<String> {
    let database = format!("desk_{}", MADE.fetch_add(1, Ordering::Relaxed));
    psql("postgres", &format!("CREATE DATABASE {database}"))?;
    address("chancery", &database)
}

/// The address of a database for a user, `name` or `name:password`.
pub fn address(user: &str, database: &str) -> Option<String> {
    match SERVER.get_or_init(start) {
        Ok(server) => Some(format!("postgres://{user}@{}/{database}", server.folder.replace('/', "%2F"))),
        Err(reason) => {
            println!("skipped: no PostgreSQL server can be started: {reason}");
            None
        }
    }
}

/// Says something to a database as another program would; answers what was answered.
pub fn psql(database: &str, sql: &str) -> Option<String> {
    let address = address("chancery", database)?;
    let programs = programs().expect("the server was started from it");
    let said = Command::new(programs.join("psql")).args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql, &address]).output();
    let said = said.expect("psql is beside the server");
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success() || errors.contains("appended to"), "{sql}: {errors}");
    Some(format!("{}{errors}", String::from_utf8_lossy(&said.stdout)).trim().to_owned())
}

fn start() -> Result<Server, String> {
    let programs = programs().ok_or("initdb is not on the PATH nor in /usr/lib/postgresql")?;
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout == b"0\n");
    // A server refuses to be root's.
    let mut command = match is_root {
        true => {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        }
        false => Command::new("sh"),
    };
    let place = std::env::temp_dir();
    command.args(["-c", SERVE, "sh"]).args([&programs, &place]).current_dir(&place);
    let mut keeper = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let mut folder = String::new();
    let output = keeper.stdout.take().ok_or("it has no output")?;
    BufReader::new(output).read_line(&mut folder).map_err(|error| error.to_string())?;
    match folder.trim_end() {
        "" => Err("it did not start; what it said stands above".to_owned()),
        folder => Ok(Server { folder: folder.to_owned(), _keeper: keeper }),
    }
}

/// The folder of the newest PostgreSQL, as Debian has them, or on the `PATH`.
fn programs() -> Option<PathBuf> {
    let has_all = |folder: &Path| ["initdb", "postgres", "pg_isready", "psql"].iter().all(|name| folder.join(name).is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut packaged: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    packaged.sort();
    std::env::split_paths(&path).chain(packaged.into_iter().rev()).find(|folder| has_all(folder))
}
