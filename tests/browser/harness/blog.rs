//! A `WordPress` of its own: that of Debian in a folder of its own, PHP's own server, and a database that nobody
//! else can reach and that is gone afterwards.
//!
//! Nothing of the machine is used but the programs: no service, no database that is there already, no setting.

use std::{
    env, fs,
    net::TcpStream,
    os::unix::{fs::DirBuilderExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Because, Outcome, engines::free_port};

/// Where Debian keeps it.
const SOURCE: &str = "/usr/share/wordpress";

/// How long a server may take to start.
const START: Duration = Duration::from_secs(30);

/// A server that ends with this program, however that one ends: a shell stands before it and stops its whole group,
/// workers included, as soon as nobody holds the other end of a pipe.
struct Server {
    shell: Child,
    life: Option<ChildStdin>,
}

impl Server {
    fn start(mut command: Command, log: &Path) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let log = fs::File::create(log).because(log.display())?;
        command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().because("log")?)
            .stderr(log);
        let mut shell = command.spawn().because(name)?;
        let life = shell.stdin.take();
        Ok(Self { shell, life })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.life.take());
        // It has nothing to say any more.
        let _ = self.shell.wait();
    }
}

/// A program behind the shell that stops it.
fn guarded(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let script = "\"$@\" </dev/null & cat >/dev/null; trap '' TERM; kill -TERM 0; wait";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(program.as_ref());
    command
}

/// A blog that waits to be installed.
///
/// The order of the fields is the order of their end.
pub(crate) struct Blog {
    /// Its address, without a slash at its end.
    pub(crate) address: String,
    folder: PathBuf,
    /// Sockets have short names, and the folder of the tests may have a long one.
    socket: PathBuf,
    _web: Server,
    _database: Server,
    _rooms: [Room; 2],
}

/// A folder that is removed in the end.
struct Room(PathBuf);

impl Room {
    fn new(path: PathBuf) -> Outcome<Self> {
        if path.exists() {
            fs::remove_dir_all(&path).because(path.display())?;
        }
        // Nobody else on this machine has any business in it.
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700);
        builder.create(&path).because(path.display())?;
        Ok(Self(path))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What stays is overwritten the next time.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Blog {
    /// Copies it, and starts both servers.
    pub(crate) fn open() -> Outcome<Self> {
        if !Path::new(SOURCE).join("index.php").exists() {
            return Err(format!(
                "no WordPress in {SOURCE}: `cargo xtask test` installs it, or Debian's wordpress, \
                 wordpress-theme-twentytwentythree, php-cli, php-mysql, mariadb-server-core"
            ));
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wordpress");
        let room = Room::new(folder.clone())?;
        let near = Room::new(env::temp_dir().join(format!("blog-{}", std::process::id())))?;
        let socket = near.0.join("socket");
        copy(&folder.join("site"))?;
        configure(&folder, &socket)?;

        let database = Server::start(database(&folder, &socket)?, &log("database"))?;
        wait("the database", || socket.exists())?;
        let port = free_port()?;
        let web = Server::start(web(&folder, port), &log("php"))?;
        wait("PHP's server", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        })?;
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            folder,
            socket,
            _web: web,
            _database: database,
            _rooms: [room, near],
        })
    }

    /// The folder of a plugin.
    pub(crate) fn plugin(&self, name: &str) -> PathBuf {
        self.folder.join("site/wp-content/plugins").join(name)
    }

    /// The complaints of PHP and `WordPress` that name something.
    pub(crate) fn complaints(&self, of: &str) -> Vec<String> {
        let all = fs::read_to_string(self.folder.join("debug.log")).unwrap_or_default();
        let named = all.lines().filter(|line| line.contains(of));
        named.map(str::to_owned).collect()
    }

    /// The first column of what the database answers, line by line.
    pub(crate) fn ask(&self, question: &str) -> Outcome<Vec<String>> {
        let script = "$db = new mysqli('localhost', 'root', '', 'wordpress', 0, $argv[1]); \
                      foreach ($db->query($argv[2]) as $row) { echo reset($row), \"\\n\"; }";
        let mut php = Command::new("php");
        php.args(["-r", script, "--"])
            .arg(&self.socket)
            .arg(question);
        let answer = php.output().because("php")?;
        let text = String::from_utf8_lossy(&answer.stdout).into_owned();
        if answer.status.success() {
            Ok(text.lines().map(str::to_owned).collect())
        } else {
            Err(format!("{question}: {text}"))
        }
    }
}

/// All of it but its settings; Debian keeps a part as links.
fn copy(site: &Path) -> Outcome {
    let copied = Command::new("cp")
        .args(["-rL", SOURCE])
        .arg(site)
        .status()
        .because("cp")?;
    if !copied.success() {
        return Err(format!("{SOURCE} cannot be copied"));
    }
    for file in ["wp-config.php", ".htaccess"] {
        // Debian's own, which may not be there.
        let _ = fs::remove_file(site.join(file));
    }
    Ok(())
}

fn configure(folder: &Path, socket: &Path) -> Outcome {
    let site = folder.join("site");
    let settings = include_str!("blog/wp-config.php")
        .replace("%SOCKET%", &socket.to_string_lossy())
        .replace("%LOG%", &folder.join("debug.log").to_string_lossy());
    let always = site.join("wp-content/mu-plugins");
    fs::create_dir_all(&always).because(always.display())?;
    for (path, text) in [
        (site.join("wp-config.php"), settings.as_str()),
        (always.join("offline.php"), include_str!("blog/offline.php")),
        (
            folder.join("first.sql"),
            "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\n",
        ),
    ] {
        fs::write(&path, text).because(path.display())?;
    }
    Ok(())
}

/// Without any user: nobody but this program can open the folder of its socket.
fn database(folder: &Path, socket: &Path) -> Outcome<Command> {
    let data = folder.join("data");
    fs::create_dir_all(&data).because(data.display())?;
    let me = Command::new("id").arg("-un").output().because("id")?;
    let me = String::from_utf8_lossy(&me.stdout).trim().to_owned();
    let usual = Path::new("/usr/sbin/mariadbd");
    let mut command = guarded(if usual.exists() {
        usual
    } else {
        Path::new("mariadbd")
    });
    command.args([
        "--no-defaults",
        "--skip-networking",
        "--skip-grant-tables",
        "--innodb-buffer-pool-size=32M",
        "--innodb-flush-log-at-trx-commit=0",
        "--loose-innodb-use-native-aio=0",
    ]);
    command.arg(format!("--user={me}"));
    for (name, path) in [
        ("datadir", data.as_path()),
        ("socket", socket),
        ("init-file", &folder.join("first.sql")),
        ("pid-file", &folder.join("database.pid")),
    ] {
        command.arg(format!("--{name}={}", path.display()));
    }
    Ok(command)
}

/// The editor asks several things at once.
fn web(folder: &Path, port: u16) -> Command {
    let mut command = guarded("php");
    for setting in [
        "display_errors=0",
        "opcache.enable_cli=1",
        "upload_max_filesize=32M",
        "post_max_size=40M",
        "memory_limit=256M",
    ] {
        command.args(["-d", setting]);
    }
    command
        .args(["-S", &format!("127.0.0.1:{port}"), "-t"])
        .arg(folder.join("site"))
        .env("PHP_CLI_SERVER_WORKERS", "4");
    command
}

fn wait(what: &str, is_there: impl Fn() -> bool) -> Outcome {
    let end = Instant::now() + START;
    while !is_there() {
        if Instant::now() > end {
            return Err(format!(
                "{what} does not start; see {}",
                env!("CARGO_TARGET_TMPDIR")
            ));
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// What a server says, for the day when it does not start.
fn log(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("wordpress-{name}.log"))
}
