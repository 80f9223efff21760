"""The application: the routes, what stands around every request, and the resources behind them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import redirect, request, session
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from woningscan import bootstrap
from woningscan.crypto.fields import SystemKey
from woningscan.domain.language import Language
from woningscan.paths import data_folder
from woningscan.services.errors import LockedError
from woningscan.web import (
    access,
    advice,
    appointments,
    arrivals,
    assessments,
    assistance,
    browser_reports,
    changes,
    closing,
    colleague_days,
    components,
    conflicts,
    contents,
    csrf,
    current,
    errors,
    facts,
    headers,
    letters,
    limits,
    looks,
    merging,
    openings,
    origin,
    overview,
    paper,
    photos,
    planning,
    reassigning,
    room_page,
    rooms,
    search,
    settings,
    static_files,
    undoing,
    visit_list,
)
from woningscan.web.authentication import (
    accounts,
    browser,
    confirming,
    devices,
    invitations,
    joining,
    own_devices,
    own_factors,
    own_passkeys,
    passkeys,
    security,
    sign_in,
    starting,
)
from woningscan.web.quiet_logging import QuietFlask

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from woningscan.config import Config
    from woningscan.services.resources import Resources

log = logging.getLogger(__name__)

BLUEPRINTS = (
    accounts.blueprint,
    advice.blueprint,
    appointments.blueprint,
    assessments.blueprint,
    assistance.blueprint,
    browser_reports.blueprint,
    changes.blueprint,
    closing.blueprint,
    colleague_days.blueprint,
    components.blueprint,
    confirming.blueprint,
    conflicts.blueprint,
    contents.blueprint,
    devices.blueprint,
    facts.blueprint,
    invitations.blueprint,
    joining.blueprint,
    letters.blueprint,
    looks.blueprint,
    merging.blueprint,
    openings.blueprint,
    overview.blueprint,
    own_devices.blueprint,
    own_factors.blueprint,
    own_passkeys.blueprint,
    paper.blueprint,
    passkeys.blueprint,
    photos.blueprint,
    planning.blueprint,
    reassigning.blueprint,
    room_page.blueprint,
    rooms.blueprint,
    search.blueprint,
    security.blueprint,
    settings.blueprint,
    sign_in.blueprint,
    starting.blueprint,
    static_files.blueprint,
    undoing.blueprint,
    visit_list.blueprint,
)


def create_app(config: Config) -> Flask:
    """Make the application of one installation.

    An installation whose keys are missing or wrong still starts, so that whoever looks sees a page
    that says so; it answers 503 to everything else and writes nothing.
    """
    return app_over(config, _resources(config))


def app_over(config: Config, resources: Resources | None) -> Flask:
    """Make the application over resources that are open already; without any it is locked.

    Raises:
        access.UndeclaredRightError: a route does not say who may use it.
    """
    app = QuietFlask(
        "woningscan", static_folder=None, template_folder=str(data_folder("templates"))
    )
    app.request_class = limits.MemoryRequest
    app.extensions[current.EXTENSION] = resources
    # An address with two strokes is no other address: it is nowhere, and leads nowhere.
    app.url_map.merge_slashes = False
    _configure(app, config, resources)
    _prepare_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.declared(app)
    _surround_requests(app, config)
    errors.register(app)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _resources(config: Config) -> Resources | None:
    try:
        return bootstrap.resources(config)
    except LockedError as error:
        # The message is for whoever runs the machine: it names files and settings, no visits.
        log.critical("locked: %s", error)
        return None


def _cookie_key(resources: Resources | None) -> bytes | None:
    """Give the key that signs cookies: the same in every process, and none while locked."""
    if resources is None:
        return None
    return resources.keyring.system(SystemKey.WEB_SESSION).sub_key("cookie")


def _configure(app: Flask, config: Config, resources: Resources | None) -> None:
    secure = config.secure_cookies
    app.config.update(
        SECRET_KEY=_cookie_key(resources),
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=limits.DEFAULT_LIMIT,
        MAX_FORM_MEMORY_SIZE=limits.DEFAULT_LIMIT,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=list(config.trusted_hosts),
        WTF_CSRF_TIME_LIMIT=None,
        # We send no referrer at all. Where a request comes from is checked by `origin`.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_CHECK_DEFAULT=False,
    )


def _prepare_templates(app: Flask) -> None:
    """Give templates a few names of ours, and take away what could print a secret."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    for name in ("config", "g", "request", "session"):
        environment.globals.pop(name, None)
    app.template_context_processors[None] = [_names_of_templates]


def _names_of_templates() -> dict[str, object]:
    t = current.translator()
    return {
        "t": t,
        "language": t.language.value,
        "other_language": Language.EN if t.language is Language.NL else Language.NL,
        "can_switch_language": request.method == "GET",
        "actor": current.actor_for_navigation(),
        "csrf_token": csrf.token,
        "static_url": static_files.static_url,
        "kept_path_field": "kept-path",
        "kept_fields_field": "kept-fields",
    }


def _surround_requests(app: Flask, config: Config) -> None:
    csrf.register(app)
    app.before_request(limits.set_limits)
    app.before_request(arrivals.go_on_from_here)
    app.before_request(_check_unlocked)
    app.before_request(devices.wipe_revoked)
    for check in (_check_origin, _check_token):
        app.before_request(check)
    app.before_request(access.enforce)
    app.before_request(_remember_language)
    app.after_request(browser.hand_out)
    app.after_request(headers.add_headers)
    if config.secure_cookies:
        app.after_request(headers.add_secure_headers)


def _check_unlocked() -> None:
    """Answer nothing but static files while the application is locked."""
    if request.blueprint != static_files.blueprint.name:
        current.resources()


def _check_origin() -> None:
    """Look at where everything comes from that may change something, whatever its method is."""
    if request.method in origin.SAFE_METHODS:
        return
    route = access.of_request()
    if route is not None and route.json and request.method == "POST":
        origin.check_json()
    elif route is not None and route.json:
        # A photo is sent by a script too, and is no JSON.
        origin.check_script()
    else:
        origin.check_form()


def _check_token() -> None:
    """Want the token of the session from everything but a report, which browsers send alone."""
    if request.endpoint != browser_reports.RECEIVE:
        csrf.check()


def _remember_language() -> ResponseReturnValue | None:
    """Take the language that was asked for into the session, and out of the address."""
    asked = request.args.get("language")
    if request.method != "GET" or asked not in set(Language):
        return None
    session["language"] = asked
    return redirect(current.path(), 303)
