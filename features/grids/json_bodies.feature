# Written from json_bodies.yaml by `make grids`: change that file.
Feature: The JSON bodies of headless requests

  A headless request has a JSON object as its body. Anything else is refused without a server
  error, and so is an object in which the user is missing or is no text.

  Rule: An empty body

    @CC-HEAD-04
    Scenario: A registration request with an empty body is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with an empty body
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with an empty body is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with an empty body
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with an empty body is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with an empty body
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: A body of blanks

    @CC-HEAD-04
    Scenario: A registration request with the body "  " is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with the body "  "
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with the body "  " is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the body "  "
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with the body "  " is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the body "  "
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: Null

    @CC-HEAD-04
    Scenario: A registration request with the body "null" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with the body "null"
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with the body "null" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the body "null"
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with the body "null" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the body "null"
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: A list

    @CC-HEAD-04
    Scenario: A registration request with the body "[]" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with the body "[]"
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with the body "[]" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the body "[]"
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with the body "[]" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the body "[]"
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: A number

    @CC-HEAD-04
    Scenario: A registration request with the body "1" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with the body "1"
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with the body "1" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the body "1"
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with the body "1" is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the body "1"
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: An object that is cut off

    @CC-HEAD-04
    Scenario: A registration request with an object in the body that is cut off is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with an object in the body that is cut off
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with an object in the body that is cut off is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with an object in the body that is cut off
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with an object in the body that is cut off is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with an object in the body that is cut off
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: Many lists in one another

    @CC-HEAD-04
    Scenario: A registration request with a body of 20000 nested lists is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with a body of 20000 nested lists
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A passwordless login request with a body of 20000 nested lists is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with a body of 20000 nested lists
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-04
    Scenario: A forgot password request with a body of 20000 nested lists is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with a body of 20000 nested lists
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: An empty object

    @CC-HEAD-05
    Scenario: A registration request with an empty object in the body is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with an empty object in the body
      Then the registration request is refused
      But the same request with its own body is accepted

    @CC-HEAD-05
    Scenario: A passwordless login request with an empty object in the body is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with an empty object in the body
      Then the passwordless login request is refused
      But the same request with its own body is accepted

    @CC-HEAD-05
    Scenario: A forgot password request with an empty object in the body is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with an empty object in the body
      Then the forgot password request is refused
      But the same request with its own body is accepted

  Rule: An unknown way to send the message

    @CC-HEAD-05
    Scenario: A registration request with the parameter "verificationmethod" set to "pigeon" is refused (profile salesforce)
      Given a private client
      And the app has "Permitted Users" set to "All users may self-authorize"
      And the org has "Allow user registration on the site's headless settings" on
      And the org has "Require authentication to access this API (registration)" off
      When the app registers a new user with the parameter "verificationmethod" set to "pigeon"
      Then the registration request is refused
      But the same request with the message by email is accepted

    @CC-HEAD-05
    Scenario: A passwordless login request with the parameter "verificationmethod" set to "pigeon" is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the parameter "verificationmethod" set to "pigeon"
      Then the passwordless login request is refused
      But the same request with the message by email is accepted

  Rule: A user who is null

    @CC-HEAD-05
    Scenario: A passwordless login request with the parameter "username" null is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the parameter "username" null
      Then the passwordless login request is refused
      But the same request with the user's own username is accepted

    @CC-HEAD-05
    Scenario: A forgot password request with the parameter "username" null is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the parameter "username" null
      Then the forgot password request is refused
      But the same request with the user's own username is accepted

    @CC-FORGOT-06
    Scenario: A one-time password that is null sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the parameter "otp" null
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

  Rule: A user who is true

    @CC-HEAD-05
    Scenario: A passwordless login request with the parameter "username" as true is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the parameter "username" as true
      Then the passwordless login request is refused
      But the same request with the user's own username is accepted

    @CC-HEAD-05
    Scenario: A forgot password request with the parameter "username" as true is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the parameter "username" as true
      Then the forgot password request is refused
      But the same request with the user's own username is accepted

    @CC-FORGOT-06
    Scenario: A one-time password that is true sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the parameter "otp" as true
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

  Rule: A user who is zero

    @CC-HEAD-05
    Scenario: A passwordless login request with the parameter "username" as zero is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the parameter "username" as zero
      Then the passwordless login request is refused
      But the same request with the user's own username is accepted

    @CC-HEAD-05
    Scenario: A forgot password request with the parameter "username" as zero is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the parameter "username" as zero
      Then the forgot password request is refused
      But the same request with the user's own username is accepted

    @CC-FORGOT-06
    Scenario: A one-time password that is the number zero sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the parameter "otp" as zero
      Then the password reset request is refused
      But the same request with the right one-time password is accepted

  Rule: A user who is an empty list

    @CC-HEAD-05
    Scenario: A passwordless login request with the parameter "username" as an empty list is refused (profile salesforce)
      Given a private client
      And the org has "Allow passwordless login on the site's headless settings" on
      And the org has "Require authentication to access this API (passwordless login)" off
      When the app starts a passwordless login with the parameter "username" as an empty list
      Then the passwordless login request is refused
      But the same request with the user's own username is accepted

    @CC-HEAD-05
    Scenario: A forgot password request with the parameter "username" as an empty list is refused (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      When the app asks for a password reset with the parameter "username" as an empty list
      Then the forgot password request is refused
      But the same request with the user's own username is accepted

    @CC-FORGOT-06
    Scenario: A one-time password that is an empty list sets no password (profile salesforce)
      Given a private client
      And the org has "Allow forgot password on the site's headless settings" on
      And the org has "Require authentication to access this API (forgot password)" off
      And the app has asked for a password reset
      When the app sets a new password with the parameter "otp" as an empty list
      Then the password reset request is refused
      But the same request with the right one-time password is accepted
