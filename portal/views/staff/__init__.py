"""The pages behind the sign-in: never cached, every form with a token."""

from flask import Blueprint

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
